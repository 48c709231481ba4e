package org.postura.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from writing to the same output at once. The operating system takes the lock back
 * when the process ends, however it ends. Only local outputs have one: an object store has no lock
 * of this kind.
 */
final class OutputLock implements AutoCloseable {
  private final FileChannel channel;

  private OutputLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param file the lock's file on the local file system, or null if the output lies elsewhere
   * @throws RunException if another run holds it, or the file can't be written
   */
  static OutputLock take(Path file) {
    if (file == null) {
      return new OutputLock(null);
    }
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new RunException(
            "Another run writes to this output (it holds %s); wait for it, or give another --output"
                .formatted(file));
      }
      return new OutputLock(channel);
    } catch (IOException e) {
      throw new RunException(
          "The output can't be written: %s (%s)"
              .formatted(e.getMessage(), e.getClass().getSimpleName()),
          e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) { // Held by a run in this same JVM.
      return null;
    }
  }

  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new RunException("The output's lock can't be given back: " + e.getMessage(), e);
    }
  }
}
