package org.postura.video.integrity;

import java.util.Map;
import java.util.TreeMap;

/**
 * How evenly frames follow each other, and how many would fill the gaps. A gap by itself is no
 * loss, as cameras drop frames: this bounds what is missing where something else shows damage.
 */
final class Cadence {
  /** Times that are rounded to a millisecond, as Matroska's, differ by up to one. */
  static final long MILLISECOND_US = 1_000;

  /** Different steps that are counted apart; a video with more of them is not steady. */
  private static final int MAX_STEPS = 1_000;

  /** A longer step, in steps, is a clock that was set or another count, not frames missing. */
  private static final long MAX_GAP = 300;

  private final long rounding;
  private final Map<Long, Long> counts = new TreeMap<>();
  private long previousUs = Long.MIN_VALUE;
  private long steps;

  /**
   * @param rounding by how much equal steps may differ
   */
  Cadence(long rounding) {
    this.rounding = rounding;
  }

  /** The step to the next frame says nothing. */
  void interrupt() {
    previousUs = Long.MIN_VALUE;
  }

  /** The next frame in presentation order is shown at {@code timeUs}. */
  void frame(long timeUs) {
    if (previousUs != Long.MIN_VALUE && timeUs > previousUs) {
      long step = timeUs - previousUs;
      steps++;
      if (counts.size() < MAX_STEPS || counts.containsKey(step)) {
        counts.merge(step, 1L, Long::sum);
      }
    }
    previousUs = timeUs;
  }

  /** Frames that would fill the gaps if all came at the same distance; 0 if most don't. */
  long missing() {
    double step = steadyUs();
    if (step == 0) {
      return 0;
    }
    long missing = 0;
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      long gap = entry.getKey();
      if (gap <= MAX_GAP * step) {
        missing += entry.getValue() * Math.max(0, Math.round(gap / step) - 1);
      }
    }
    return missing;
  }

  /** The distance in µs that most frames have, or 0 if there is none. */
  double steadyUs() {
    double best = 0;
    long most = 0;
    for (long step : counts.keySet()) {
      long count = 0;
      long sum = 0;
      for (Map.Entry<Long, Long> near : counts.entrySet()) {
        if (Math.abs(near.getKey() - step) <= rounding) {
          count += near.getValue();
          sum += near.getKey() * near.getValue();
        }
      }
      if (count > most) {
        most = count;
        best = (double) sum / count;
      }
    }
    return most * 2 > steps ? best : 0;
  }
}
