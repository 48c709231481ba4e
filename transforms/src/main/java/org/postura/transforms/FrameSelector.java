package org.postura.transforms;

import java.util.OptionalDouble;

/**
 * Chooses frames by their media time, so that at most {@code fps} of them fall into any second,
 * evenly spread whether or not the frame rate is constant: of every 1/fps from the first frame's
 * time on, the first frame.
 */
final class FrameSelector {
  private final double slotsPerUs;
  private boolean begun;
  private long firstUs;
  private long previousUs;
  private long slot;

  /**
   * @param fps frames a second of media time, or empty for all
   */
  FrameSelector(OptionalDouble fps) {
    slotsPerUs = fps.isPresent() ? fps.getAsDouble() / 1e6 : 0;
  }

  /**
   * Whether the frame at {@code timeUs} is wanted; to be asked once a frame, in presentation order.
   */
  boolean wants(long timeUs) {
    if (slotsPerUs == 0) {
      return true;
    }
    // A clock that jumps back, as where recordings are joined, starts a new grid: waiting until it
    // has caught up would pass over all that lies between. Stamps out of order by less do not.
    boolean jumped = timeUs < firstUs || (previousUs - timeUs) * slotsPerUs >= 1;
    previousUs = timeUs;
    if (!begun || jumped) {
      begun = true;
      firstUs = timeUs;
      slot = 0;
      return true;
    }
    // Times are rounded to 1 µs, and a frame may not miss its slot by that.
    long at = (long) Math.floor((timeUs - firstUs + 1) * slotsPerUs);
    if (at <= slot) {
      return false;
    }
    slot = at;
    return true;
  }
}
