package org.postura.video;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * What one video may cost before it is given up with {@link VerdictCode#LIMIT_EXCEEDED} or {@link
 * VerdictCode#TIMED_OUT}.
 *
 * @param maxBytes size of the file in bytes
 * @param maxPixels width × height of a picture, as stored and with square pixels
 * @param maxDuration length in media time, as announced and as found
 * @param frameTimeout wall-clock time to open the video, and from then on for each frame; looked at
 *     between reads and packets, so a decoder that hangs within one packet is not interrupted
 */
public record VideoLimits(
    long maxBytes, long maxPixels, Duration maxDuration, Duration frameTimeout)
    implements Serializable {
  private static final VideoLimits DEFAULTS =
      new VideoLimits(1L << 40, 8192L * 8192, Duration.ofHours(48), Duration.ofSeconds(60));

  public VideoLimits {
    Objects.requireNonNull(maxDuration, "maxDuration");
    Objects.requireNonNull(frameTimeout, "frameTimeout");
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, was " + maxBytes);
    }
    if (maxPixels < 1) {
      throw new IllegalArgumentException("maxPixels must be at least 1, was " + maxPixels);
    }
    if (maxDuration.isNegative() || maxDuration.isZero()) {
      throw new IllegalArgumentException("maxDuration must be positive, was " + maxDuration);
    }
    if (frameTimeout.isNegative() || frameTimeout.isZero()) {
      throw new IllegalArgumentException("frameTimeout must be positive, was " + frameTimeout);
    }
  }

  /** 1 TiB, 8192 × 8192 pixels, 48 hours, 60 seconds a frame. */
  public static VideoLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another {@link #maxBytes}. */
  public VideoLimits withMaxBytes(long value) {
    return new VideoLimits(value, maxPixels, maxDuration, frameTimeout);
  }

  /** These limits with another {@link #maxPixels}. */
  public VideoLimits withMaxPixels(long value) {
    return new VideoLimits(maxBytes, value, maxDuration, frameTimeout);
  }

  /** These limits with another {@link #maxDuration}. */
  public VideoLimits withMaxDuration(Duration value) {
    return new VideoLimits(maxBytes, maxPixels, value, frameTimeout);
  }

  /** These limits with another {@link #frameTimeout}. */
  public VideoLimits withFrameTimeout(Duration value) {
    return new VideoLimits(maxBytes, maxPixels, maxDuration, value);
  }
}
