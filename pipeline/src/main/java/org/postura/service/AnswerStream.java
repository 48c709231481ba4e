package org.postura.service;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;
import org.postura.landmarks.Format;

/**
 * The body of an answer whose length is not known when it begins. It ends by {@link #end}, or by
 * {@link #breakOff}, which a client sees as a broken transfer and never as the end.
 *
 * <p>A client that reads too slowly is cut off: Jetty's idle timeout begins anew with every byte
 * that he takes. What counts is the time that he lets this wait, not the time between writes.
 */
final class AnswerStream extends OutputStream {
  private static final int BLOCK_BYTES = 32 << 10;

  private final ServletOutputStream out;
  private final EndPoint connection;
  private final Scheduler scheduler;
  private final long blockNanos;
  private final AtomicReference<Map<String, String>> trailers = new AtomicReference<>(Map.of());
  private long leftNanos;
  private volatile boolean sealed;

  /**
   * Begins an answer. A block of it may take the client {@link ServiceSettings#idleTimeout}, all of
   * them {@link ServiceSettings#uploadTimeout}.
   */
  AnswerStream(Context ctx, Format format, ServiceSettings settings) throws IOException {
    ConnectionMetaData meta = metaData(ctx);
    connection = meta.getConnection().getEndPoint();
    scheduler = meta.getConnector().getScheduler();
    blockNanos = settings.idleTimeout().toNanos();
    leftNanos = settings.uploadTimeout().toNanos();
    ctx.status(200);
    ctx.res().setCharacterEncoding(null); // JSON Lines are always UTF-8, the others are no text.
    switch (format) {
      case JSON -> ctx.res().setContentType("application/jsonl");
      case AVRO, PARQUET -> {
        ctx.res()
            .setContentType(
                format == Format.AVRO ? "application/avro" : "application/vnd.apache.parquet");
        ctx.res().setHeader("Trailer", LandmarksHandler.VERDICT_TRAILER);
        ctx.res().setTrailerFields(trailers::get);
      }
    }
    out = ctx.res().getOutputStream();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length && !sealed; done += BLOCK_BYTES) {
      int from = offset + done;
      int count = Math.min(BLOCK_BYTES, length - done);
      timed(() -> out.write(bytes, from, count));
    }
  }

  @Override
  public void flush() throws IOException {
    if (!sealed) {
      timed(out::flush);
    }
  }

  /** Header fields hold ASCII alone; JSON can say everything in it. */
  void trailer(String name, byte[] json) {
    StringBuilder ascii = new StringBuilder();
    for (char c : new String(json, StandardCharsets.UTF_8).toCharArray()) {
      ascii.append(c < 127 ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    trailers.set(Map.of(name, ascii.toString()));
  }

  /** All has been written. */
  void end() throws IOException {
    sealed = true;
    timed(out::close);
  }

  /** From here on nothing is sent. Closing does not close the answer: only {@link #end} does. */
  void seal() {
    sealed = true;
  }

  /** Closes the connection, so that what was sent so far can't be taken for the whole. */
  void breakOff() {
    seal();
    connection.close();
  }

  /** A request's connection. */
  static EndPoint endPoint(Context ctx) {
    return metaData(ctx).getConnection().getEndPoint();
  }

  private static ConnectionMetaData metaData(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req()).getConnectionMetaData();
  }

  /** Something that waits for the client once what was sent is more than the network holds. */
  private interface Sending {
    void run() throws IOException;
  }

  /** Closes the connection under what does not come back in time, which then fails. */
  private void timed(Sending sending) throws IOException {
    long begin = System.nanoTime();
    Scheduler.Task task =
        scheduler.schedule(
            connection::close, Math.min(blockNanos, leftNanos), TimeUnit.NANOSECONDS);
    try {
      sending.run();
    } finally {
      task.cancel();
      leftNanos -= System.nanoTime() - begin;
    }
    if (leftNanos <= 0) {
      throw new IOException("The client reads too slowly");
    }
  }
}
