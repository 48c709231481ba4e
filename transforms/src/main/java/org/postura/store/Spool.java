package org.postura.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Streams that can't seek, as temporary files that go when they are closed. */
final class Spool {
  private static final long PIECE_BYTES = 1L << 20;

  private Spool() {}

  static SeekableByteChannel of(ReadableByteChannel channel) throws IOException {
    Path file = Files.createTempFile("postura-", ".spool");
    FileChannel spooled =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (channel) {
      long end = 0;
      for (long n = 1; n > 0; end += n) {
        n = spooled.transferFrom(channel, end, PIECE_BYTES);
      }
      return spooled.position(0);
    } catch (IOException e) {
      spooled.close();
      throw e;
    }
  }
}
