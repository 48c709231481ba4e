package org.postura.video.ffmpeg;

import java.time.Duration;

/** A limit on the wall-clock time that one step may take. */
final class Deadline {
  private final long nanos;
  private long start = System.nanoTime();

  Deadline(Duration duration) {
    this.nanos = duration.toNanos();
  }

  /** The next step begins now. */
  void restart() {
    start = System.nanoTime();
  }

  boolean expired() {
    return System.nanoTime() - start > nanos;
  }
}
