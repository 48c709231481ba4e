package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.global.avutil;

/**
 * Gives each frame its time stamp: the container's where there is one, otherwise one derived from
 * the frame rate.
 */
final class FrameClock {
  private static final long NONE = avutil.AV_NOPTS_VALUE;

  private final int timeBaseNum;
  private final int timeBaseDen;
  private final int rateNum;
  private final int rateDen;
  private boolean invented;
  private long last = NONE;

  /** A rate of 0 is taken for 25 frames a second, as FFmpeg does for streams that don't say. */
  FrameClock(int timeBaseNum, int timeBaseDen, int rateNum, int rateDen) {
    this.timeBaseNum = timeBaseNum;
    this.timeBaseDen = timeBaseDen;
    boolean known = rateNum > 0 && rateDen > 0;
    this.rateNum = known ? rateNum : 25;
    this.rateDen = known ? rateDen : 1;
  }

  /**
   * The time stamp of the next frame in presentation order.
   *
   * @param index 0-based number of the frame
   * @param stamp what the decoder says, or {@code AV_NOPTS_VALUE}
   */
  long pts(long index, long stamp) {
    if (index == 0) {
      invented = stamp == NONE;
    }
    // A stream without a first stamp is counted through: stamps that turn up later may lie before
    // those already given.
    if (invented) {
      last = steps(index);
    } else if (stamp == NONE) {
      last += Math.max(1, steps(1));
    } else {
      last = stamp;
    }
    return last;
  }

  /** Whether the first frame had no time stamp, so that all were derived. */
  boolean invented() {
    return invented;
  }

  /** In microseconds, rounded to nearest. */
  long timeUs(long pts) {
    return avutil.av_rescale(pts, timeBaseNum * 1_000_000L, timeBaseDen);
  }

  private long steps(long frames) {
    return avutil.av_rescale(frames, (long) rateDen * timeBaseDen, (long) rateNum * timeBaseNum);
  }
}
