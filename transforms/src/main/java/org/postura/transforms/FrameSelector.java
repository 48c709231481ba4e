package org.postura.transforms;

import java.util.OptionalDouble;
import org.postura.video.VideoInfo;

/**
 * Chooses frames by their media time, so that about {@code fps} of them fall into any second.
 *
 * <p>A grid of ideal times lies over the video from its start, 1/fps apart. A frame is taken if an
 * ideal time has come since the frames before it. Where frames follow each other at the container's
 * own rate, though their stamps are rounded (Matroska's to 1 ms) or jitter (phones), an ideal time
 * counts as come half a frame early: so the nearest frame is taken, and each time has one. Where
 * they don't, it is the first frame at or after it. At or above the container's own rate every
 * frame is taken that does not come in a faster burst.
 *
 * <p>Whether a frame is taken depends on its own time stamp, the start, the container's rate and
 * the few stamps before it, so that a segment decides as the whole video would once it has seen
 * {@value #MEMORY} frames.
 */
final class FrameSelector {
  /** Steps whose mean tells that frames come no faster than they are asked for. */
  static final int MEMORY = 4;

  /** A rate is the container's own also where a clock is wrong by this much; NTSC's by 0.1 %. */
  private static final double SAME_RATE = 0.01;

  /** Mean step, in parts of the distance of ideal times, of frames that come no faster. */
  private static final double SLOW_ENOUGH = 7 / 8.0;

  /** Single step likewise: twice the rate that is asked for is a burst and not jitter. */
  private static final double NO_BURST = 0.55;

  /** A step of 1 frame or several may differ from that by this part of one. */
  private static final double JITTER = 1 / 4.0;

  /** Of two frames as near as each other the earlier is taken, whatever the rounding. */
  private static final double TIE = 1 / 16.0;

  private final double distanceUs;
  private final double frameUs;
  private final boolean ownRate;
  private final long[] last = new long[MEMORY];
  private int known;
  private boolean begun;
  private long startUs;
  private boolean startKnown;
  private long slot;

  /**
   * Without the container's word: the grid begins at the first frame.
   *
   * @param fps frames a second of media time, or empty for all
   */
  FrameSelector(OptionalDouble fps) {
    this(fps, 0);
  }

  /**
   * @param fps frames a second of media time, or empty for all
   * @param frameUs distance of frames in µs by the container's word, 0 if it doesn't say
   */
  private FrameSelector(OptionalDouble fps, double frameUs) {
    this.distanceUs = fps.isPresent() ? 1e6 / fps.getAsDouble() : 0;
    this.frameUs = frameUs;
    this.ownRate = frameUs > 0 && frameUs >= distanceUs * (1 - SAME_RATE);
  }

  /**
   * @param fps frames a second of media time, or empty for all
   * @param startUs time of the video's first frame in µs, also for a segment that begins later
   * @param frameUs distance of frames in µs by the container's word, 0 if it doesn't say
   */
  FrameSelector(OptionalDouble fps, long startUs, double frameUs) {
    this(fps, frameUs);
    this.startUs = startUs;
    this.startKnown = true;
  }

  /** For the video, of which {@code info} tells start and rate. */
  static FrameSelector of(OptionalDouble fps, VideoInfo info) {
    double unitUs = 1e6 * info.timeBaseNum() / info.timeBaseDen();
    double frameUs = info.frameRateNum() > 0 ? 1e6 * info.frameRateDen() / info.frameRateNum() : 0;
    return new FrameSelector(fps, Math.round(info.startPts() * unitUs), frameUs);
  }

  /**
   * Whether the frame at {@code timeUs} is wanted; to be asked once a frame, in presentation order.
   */
  boolean wants(long timeUs) {
    if (distanceUs == 0) {
      return true;
    }
    boolean wanted = decide(timeUs);
    System.arraycopy(last, 0, last, 1, MEMORY - 1);
    last[0] = timeUs;
    known = Math.min(MEMORY, known + 1);
    return wanted;
  }

  private boolean decide(long timeUs) {
    if (!begun) {
      begun = true;
      startUs = startKnown ? Math.min(startUs, timeUs) : timeUs;
      // A segment's first frame was preceded by another.
      slot = timeUs == startUs ? -1 : slotAt(timeUs - frameUs, lead(frameUs));
    }
    // A clock that jumps back, as where recordings are joined, starts a new grid: waiting until it
    // has caught up would pass over all that lies between. Stamps out of order by less do not.
    if (known > 0 && (timeUs < startUs || last[0] - timeUs >= distanceUs)) {
      startUs = timeUs;
      known = 0;
      slot = 0;
      return true;
    }
    long at = slotAt(timeUs, lead(known > 0 ? timeUs - last[0] : frameUs));
    boolean wanted = at > slot || noFaster(timeUs);
    slot = Math.max(slot, at);
    return wanted;
  }

  /** The number of the last ideal time that has come. */
  private long slotAt(double timeUs, double leadUs) {
    return (long) Math.floor((timeUs - startUs + leadUs) / distanceUs);
  }

  /** How much before its time an ideal time counts as come, after a step of this length. */
  private double lead(double stepUs) {
    // Times are rounded to 1 µs, and a frame may not miss its slot by that.
    if (frameUs == 0) {
      return 1;
    }
    double frames = Math.rint(stepUs / frameUs);
    boolean regular = frames >= 1 && Math.abs(stepUs - frames * frameUs) <= JITTER * frameUs;
    return regular ? Math.min(frameUs, distanceUs) * (0.5 + TIE) : 1;
  }

  /** Whether frames come here no faster than they are asked for. */
  private boolean noFaster(long timeUs) {
    if (!ownRate || known == 0 || timeUs - last[0] < NO_BURST * distanceUs) {
      return false;
    }
    double before = (MEMORY - known) * frameUs;
    return timeUs - last[known - 1] + before >= SLOW_ENOUGH * MEMORY * distanceUs;
  }
}
