package org.postura.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.postura.video.VerdictCode;

/**
 * A request's body, bounded in length and time. A client that is too slow ends with 408, one that
 * sends too much with 413, one that breaks off with 400.
 */
final class ClientStream extends InputStream {
  private final InputStream in;
  private final long maxBytes;
  private final long deadlineNanos;
  private final long rateFromNanos;
  private final long beginNanos = System.nanoTime();
  private long count;

  ClientStream(InputStream in, long maxBytes, ServiceSettings settings) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.deadlineNanos = settings.uploadTimeout().toNanos();
    this.rateFromNanos = settings.idleTimeout().toNanos();
  }

  /** Refuses a length that the client announces itself, before anything is read. */
  static void checkLength(long announced, long maxBytes) {
    if (announced > maxBytes) {
      throw tooLarge(maxBytes);
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int read = receive(buffer, offset, length);
    if (read < 0) {
      return read;
    }
    count += read;
    if (count > maxBytes) {
      throw tooLarge(maxBytes);
    }
    long nanos = System.nanoTime() - beginNanos;
    boolean slow =
        nanos > rateFromNanos && count / (nanos / 1e9) < ServiceSettings.MIN_BYTES_PER_SECOND;
    if (slow || nanos > deadlineNanos) {
      throw tooSlow();
    }
    return read;
  }

  private int receive(byte[] buffer, int offset, int length) {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof TimeoutException) {
          throw tooSlow();
        }
      }
      throw new ProblemException(
          Problem.of(Problem.Code.BAD_REQUEST, "The request's body ended too early."), e);
    }
  }

  private static ProblemException tooSlow() {
    return new ProblemException(
        Problem.of(VerdictCode.TIMED_OUT, "The request's body came too slowly.").withStatus(408));
  }

  private static ProblemException tooLarge(long maxBytes) {
    return new ProblemException(
        Problem.of(
            VerdictCode.LIMIT_EXCEEDED,
            String.format(
                Locale.ROOT, "The request's body is larger than the %d bytes allowed.", maxBytes)));
  }
}
