package org.postura.blazepose.filter;

import java.util.concurrent.TimeUnit;

/** The time that a video's filters see, in microseconds. One a video; not thread-safe. */
public sealed interface FilterClock {
  /** What {@code solutions} counts a call, and what a video's first frame is taken to last. */
  long SOLUTIONS_STEP_US = 33_333;

  /** The filters' time of the next frame. */
  long next(long timeUs);

  /** The video's own time, kept rising. */
  static FilterClock media() {
    return new Media();
  }

  /** The clock of {@code mp.solutions.pose}. */
  static FilterClock solutions() {
    return new Synthetic();
  }

  /** The clock of {@code PoseLandmarker}. */
  static FilterClock tasks() {
    return new Milliseconds();
  }

  /**
   * 33,333 µs a call whatever the video's rate. Source: MediaPipe {@code python/solution_base.py}.
   */
  final class Synthetic implements FilterClock {
    private long now;

    @Override
    public long next(long timeUs) {
      now += SOLUTIONS_STEP_US;
      return now;
    }
  }

  /**
   * The video's time in whole milliseconds, as Tasks takes it. MediaPipe refuses a time that does
   * not increase; here it reaches the filters, which let such a frame pass unsmoothed. A video that
   * starts at 0 meets the quirk of {@link OneEuroFilter}, as in MediaPipe.
   */
  final class Milliseconds implements FilterClock {
    private static final long MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

    @Override
    public long next(long timeUs) {
      return Math.floorDiv(timeUs, MICROS_PER_MILLI) * MICROS_PER_MILLI;
    }
  }

  /**
   * The differences of the video's time stamps, summed up from 33,333 µs on: always positive and
   * rising, whatever the stamps are. A stamp that does not rise (equal, or jumping back at a
   * splice) advances the clock by as much as the frame before did, and the next differences count
   * from it. On stamps of (k+1)·33,333 µs this is the clock of {@code solutions}.
   */
  final class Media implements FilterClock {
    /** Longer gaps count as this: smoothing has long forgotten, and sums can't overflow. */
    private static final long LONGEST_STEP_US = TimeUnit.DAYS.toMicros(1);

    private boolean started;
    private long last;
    private long step = SOLUTIONS_STEP_US;
    private long now;

    @Override
    public long next(long timeUs) {
      if (started && timeUs > last) {
        long difference = timeUs - last;
        // Negative where the difference overflows.
        step = difference < 0 ? LONGEST_STEP_US : Math.min(difference, LONGEST_STEP_US);
      }
      started = true;
      last = timeUs;
      now += step;
      return now;
    }
  }
}
