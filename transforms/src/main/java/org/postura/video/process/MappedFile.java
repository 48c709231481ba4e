package org.postura.video.process;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.bytedeco.javacpp.BytePointer;

/** A file of pictures, mapped. */
final class MappedFile implements AutoCloseable {
  private final MappedByteBuffer buffer;
  private final BytePointer start;

  private MappedFile(MappedByteBuffer buffer) {
    this.buffer = buffer;
    start = new BytePointer(buffer);
  }

  /**
   * Maps a file that has its blocks already: copying into memory takes a third of the time that
   * writing to a file in memory does.
   */
  static MappedFile forWriting(FileChannel channel) throws IOException {
    return new MappedFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()));
  }

  /** Maps all of a file that can't become shorter. */
  static MappedFile forReading(FileChannel channel) throws IOException {
    return new MappedFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
  }

  /** The byte at {@code offset}, which lies within. */
  BytePointer at(long offset) {
    return start.getPointer(offset);
  }

  /**
   * Unmaps it now; collectors see a small object and take their time, while the memory stays taken.
   */
  @Override
  public void close() {
    try {
      // What Java 17 has for it; libraries that map large files all use it.
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      type.getMethod("invokeCleaner", ByteBuffer.class).invoke(field.get(null), buffer);
    } catch (ReflectiveOperationException e) {
      // Then the collector does it.
    }
  }
}
