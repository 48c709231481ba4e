package org.postura.pipeline;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.postura.transforms.RunCounters;

/** Shows how far a run has come: a bar on a terminal, elsewhere a line now and then. */
final class ProgressDisplay implements AutoCloseable {
  /** How often a line is printed where there is no terminal. */
  private static final Duration LINE_EVERY = Duration.ofSeconds(30);

  /**
   * The bar counts the videos' bytes: it moves with every frame, and videos of any length are
   * comparable.
   */
  private static final int MAX_WIDTH = 110;

  /** System property with the terminal's width, which the launcher knows. */
  private static final String COLUMNS = "postura.columns";

  private final long videos;
  private final long totalBytes;
  private final PrintStream err;
  private final Instant begin = Instant.now();
  private final ProgressBar bar;
  private Instant lastLine = begin;
  private RunCounters last = RunCounters.NONE;

  ProgressDisplay(long videos, long totalBytes, boolean terminal, PrintStream err) {
    this.videos = videos;
    this.totalBytes = totalBytes;
    this.err = err;
    this.bar = terminal ? newBar(totalBytes, err) : null;
  }

  private static ProgressBar newBar(long totalBytes, PrintStream err) {
    return new ProgressBarBuilder()
        .setTaskName("postura")
        .setInitialMax(Math.max(1, totalBytes))
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" MB", 1_000_000)
        .setUpdateIntervalMillis(250)
        .hideEta()
        .setConsumer(
            new ConsoleProgressBarConsumer(
                err, Math.min(MAX_WIDTH, Integer.getInteger(COLUMNS, 80))))
        .build();
  }

  /** To be called several times a second. */
  void update(RunCounters counters) {
    last = counters;
    if (bar != null) {
      bar.setExtraMessage(" " + text());
      bar.stepTo(Math.min(last.bytes(), totalBytes));
    } else if (Duration.between(lastLine, Instant.now()).compareTo(LINE_EVERY) >= 0) {
      lastLine = Instant.now();
      err.println("postura: " + text());
    }
  }

  private String text() {
    double seconds = Math.max(0.001, Duration.between(begin, Instant.now()).toMillis() / 1e3);
    return String.format(
        Locale.ROOT,
        "%d/%d videos, %d frames, %.1f frames/s%s",
        last.videosEnded(),
        videos,
        last.frames(),
        last.frames() / seconds,
        timeLeft(seconds));
  }

  private String timeLeft(double seconds) {
    long done = last.bytes();
    if (done <= 0 || totalBytes <= 0) {
      return "";
    }
    long left = Math.round(seconds * Math.max(0, totalBytes - done) / done);
    return String.format(
        Locale.ROOT, ", %d:%02d:%02d left", left / 3600, left / 60 % 60, left % 60);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
