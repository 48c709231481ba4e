package org.postura.video.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.postura.video.VideoException;
import org.postura.video.integrity.PassingBytes;

/**
 * A Java channel as FFmpeg's input.
 *
 * <p>FFmpeg calls back into Java for every 64 kB. An exception must not leave such a callback (it
 * would abort the JVM), so it is kept and thrown by {@link #rethrow} after the native call. The
 * callbacks are one static pair, because JavaCPP has room for ten instances of a callback class
 * only; {@code opaque} says which channel is meant.
 */
public final class ChannelInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int EIO = -5;
  private static final int ENOSYS = -38;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final Map<Long, ChannelInput> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong LAST_KEY = new AtomicLong();
  private static final Reader READER = new Reader();
  private static final Seeker SEEKER = new Seeker();

  private final ReadableByteChannel channel;
  private final Deadline deadline;
  private final long size;
  private final long key = LAST_KEY.incrementAndGet();
  private final AVIOContext context;
  private final PassingBytes passing = new PassingBytes();
  private long position;
  private Throwable failure;
  private boolean timedOut;

  /**
   * @param channel read from its beginning if it is seekable, else from where it stands; not closed
   *     here
   * @throws VideoException IO_ERROR if a seekable channel can't tell its size
   */
  ChannelInput(ReadableByteChannel channel, Deadline deadline) throws VideoException {
    this.channel = channel;
    this.deadline = deadline;
    this.size = rewind(channel);
    OPEN.put(key, this);
    this.context =
        avformat.avio_alloc_context(
            new BytePointer(avutil.av_malloc(BUFFER_BYTES)),
            BUFFER_BYTES,
            0,
            new Key(key),
            READER,
            (Write_packet_Pointer_BytePointer_int) null,
            size >= 0 ? SEEKER : null);
  }

  /** Goes to the beginning, where that can be done, and tells the size or −1. */
  public static long rewind(ReadableByteChannel channel) throws VideoException {
    if (!(channel instanceof SeekableByteChannel seekable)) {
      return -1;
    }
    try {
      seekable.position(0);
      return seekable.size();
    } catch (IOException e) {
      throw Verdicts.readingFailed(e);
    }
  }

  AVIOContext context() {
    return context;
  }

  /** Bytes in the channel, or -1 if it can't say. */
  long size() {
    return size;
  }

  /** The bytes that FFmpeg has read. */
  PassingBytes passing() {
    return passing;
  }

  /** Whether FFmpeg's last read wanted more than there was. */
  boolean atEnd() {
    return context.eof_reached() != 0;
  }

  /**
   * Throws what went wrong in the callbacks, if anything did.
   *
   * @throws VideoException IO_ERROR with the channel's exception as the cause, or TIMED_OUT
   */
  void rethrow() throws VideoException {
    if (timedOut) {
      throw Verdicts.timedOut();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw Verdicts.readingFailed(failure);
    }
  }

  @Override
  public void close() {
    // FFmpeg may have replaced the buffer it was given: free the one that it holds now.
    avutil.av_free(context.buffer());
    avformat.avio_context_free(context);
    OPEN.remove(key);
  }

  private int read(BytePointer buffer, int bytes) throws IOException {
    if (failure != null || timedOut) {
      return EIO;
    }
    if (deadline.expired()) {
      timedOut = true;
      return EIO;
    }
    ByteBuffer target = buffer.capacity(bytes).asByteBuffer();
    int count;
    do {
      count = channel.read(target);
    } while (count == 0 && !deadline.expired());
    if (count < 0) {
      return avutil.AVERROR_EOF;
    }
    passing.pass(position, target.flip());
    position += count;
    return count;
  }

  private long seek(long offset, int whence) throws IOException {
    if (whence == avformat.AVSEEK_SIZE) {
      return size;
    }
    SeekableByteChannel seekable = (SeekableByteChannel) channel;
    long target =
        switch (whence & ~avformat.AVSEEK_FORCE) {
          case SEEK_SET -> offset;
          case SEEK_CUR -> seekable.position() + offset;
          case SEEK_END -> size + offset;
          default -> -1;
        };
    if (target < 0) {
      return ENOSYS;
    }
    seekable.position(target);
    position = target;
    return target;
  }

  /** Keeps the first failure: those that follow are its consequences. */
  private int failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
    return EIO;
  }

  /** A number that looks like a pointer to FFmpeg, which only hands it back. */
  private static final class Key extends Pointer {
    Key(long key) {
      address = key;
    }
  }

  private static final class Reader extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer buffer, int bytes) {
      ChannelInput input = OPEN.get(opaque.address());
      try {
        return input.read(buffer, bytes);
      } catch (Throwable e) {
        return input.failed(e);
      }
    }
  }

  private static final class Seeker extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      ChannelInput input = OPEN.get(opaque.address());
      try {
        return input.seek(offset, whence);
      } catch (Throwable e) {
        return input.failed(e);
      }
    }
  }
}
