package org.postura.video.process;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.BytePointer;

/** A file of pictures, mapped: one process writes it, its parent reads it. */
final class MappedFile implements AutoCloseable {
  private final MappedByteBuffer buffer;
  private final BytePointer start;

  private MappedFile(MappedByteBuffer buffer) {
    this.buffer = buffer;
    start = new BytePointer(buffer);
  }

  /**
   * Maps a file for reading. Its name is gone then, so that nothing is left behind however either
   * process ends after that.
   */
  static MappedFile forReading(Path path, long bytes) throws IOException {
    if (bytes <= 0 || bytes > Integer.MAX_VALUE) {
      throw new IOException(path + " is to have " + bytes + " bytes");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.size() < bytes) {
        throw new IOException(path + " is shorter than " + bytes);
      }
      return new MappedFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes));
    } finally {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Maps a file that has its blocks already, for writing: copying into memory takes a third of the
   * time that writing to a file in memory does.
   */
  static MappedFile forWriting(FileChannel channel) throws IOException {
    return new MappedFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()));
  }

  long bytes() {
    return buffer.capacity();
  }

  /**
   * The byte at {@code offset}.
   *
   * @throws IOException if the file has no such byte
   */
  BytePointer at(long offset) throws IOException {
    if (offset < 0 || offset >= buffer.capacity()) {
      throw new IOException("offset " + offset + " in " + buffer.capacity() + " bytes");
    }
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
