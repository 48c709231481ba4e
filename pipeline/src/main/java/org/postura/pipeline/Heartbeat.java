package org.postura.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A small file by which a health check sees that a run moves: {@code planning}, {@code working 1234
 * 5} (frames and videos so far) or {@code finishing}. It is written only when that has changed, so
 * that its age is the time since the last frame; a process that is alive but hangs lets it grow
 * old.
 */
final class Heartbeat {
  /** System property that names the file; without it there is no heartbeat. */
  static final String PROPERTY = "postura.heartbeat";

  private static final long AT_MOST_EVERY = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final LongSupplier nanoTime;
  private String last = "";
  private long lastNanos;

  private Heartbeat(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
  }

  /** The heartbeat that the process was started with. */
  static Heartbeat ofProcess() {
    return of(System.getProperty(PROPERTY));
  }

  /** A heartbeat in a file, or one that does nothing if the name is null or empty. */
  static Heartbeat of(String name) {
    return of(name, System::nanoTime);
  }

  static Heartbeat of(String name, LongSupplier nanoTime) {
    return new Heartbeat(name == null || name.isEmpty() ? null : Path.of(name), nanoTime);
  }

  void planning() {
    write("planning");
  }

  /** To be called often; writes at most once a second, and only what is new. */
  void working(long frames, long videosEnded) {
    if (last.startsWith("working") && nanoTime.getAsLong() - lastNanos < AT_MOST_EVERY) {
      return;
    }
    write(String.format(Locale.ROOT, "working %d %d", frames, videosEnded));
  }

  void finishing() {
    write("finishing");
  }

  private void write(String text) {
    if (file == null || text.equals(last)) {
      return;
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(temporary, text + "\n");
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      last = text;
      lastNanos = nanoTime.getAsLong();
    } catch (IOException e) {
      // The file grows old, and that is what the health check is there to see.
    }
  }
}
