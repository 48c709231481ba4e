package org.postura.video.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux tells of a process. */
final class ProcessStatus {
  private static final long KIB = 1024;

  private final Path file;

  ProcessStatus(long pid) {
    this.file = Path.of("/proc", Long.toString(pid), "status");
  }

  /** Memory of its own in bytes, without what it shares; 0 if that can't be told. */
  long anonymousBytes() {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
              .filter(line -> line.startsWith("RssAnon:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          * KIB;
    } catch (IOException | RuntimeException e) {
      // Not Linux, or it has just ended.
      return 0;
    }
  }
}
