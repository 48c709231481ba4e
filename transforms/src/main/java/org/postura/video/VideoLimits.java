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
 * @param maxFrames number of frames, as announced and as found
 * @param maxStreams number of streams of any kind in the file
 * @param maxProbeBytes how far into the file its streams are looked for
 * @param frameTimeout wall-clock time to open the video, and from then on for each frame; in this
 *     process it is looked at between reads and packets, so only {@link Isolation#PROCESS} ends a
 *     decoder that hangs within one packet
 * @param maxMemory bytes of memory of a decoding process, beside the frames it has handed over; for
 *     {@link Isolation#PROCESS} alone
 */
public record VideoLimits(
    long maxBytes,
    long maxPixels,
    Duration maxDuration,
    long maxFrames,
    int maxStreams,
    long maxProbeBytes,
    Duration frameTimeout,
    long maxMemory)
    implements Serializable {
  private static final VideoLimits DEFAULTS =
      new VideoLimits(
          1L << 40,
          8192L * 8192,
          Duration.ofHours(48),
          20_000_000,
          100,
          5_000_000,
          Duration.ofSeconds(20),
          2L << 30);

  public VideoLimits {
    Objects.requireNonNull(maxDuration, "maxDuration");
    Objects.requireNonNull(frameTimeout, "frameTimeout");
    positive("maxBytes", maxBytes);
    positive("maxPixels", maxPixels);
    positive("maxDuration", maxDuration);
    positive("maxFrames", maxFrames);
    positive("maxStreams", maxStreams);
    positive("maxProbeBytes", maxProbeBytes);
    positive("frameTimeout", frameTimeout);
    positive("maxMemory", maxMemory);
  }

  /**
   * 1 TiB, 8192 × 8192 pixels, 48 hours, 20 million frames, 100 streams, 5 MB of probing, 20
   * seconds a frame, 2 GiB of memory; docs/limits.md says why.
   */
  public static VideoLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another {@link #maxBytes}. */
  public VideoLimits withMaxBytes(long value) {
    return new VideoLimits(
        value,
        maxPixels,
        maxDuration,
        maxFrames,
        maxStreams,
        maxProbeBytes,
        frameTimeout,
        maxMemory);
  }

  /** These limits with another {@link #maxPixels}. */
  public VideoLimits withMaxPixels(long value) {
    return new VideoLimits(
        maxBytes,
        value,
        maxDuration,
        maxFrames,
        maxStreams,
        maxProbeBytes,
        frameTimeout,
        maxMemory);
  }

  /** These limits with another {@link #maxDuration}. */
  public VideoLimits withMaxDuration(Duration value) {
    return new VideoLimits(
        maxBytes, maxPixels, value, maxFrames, maxStreams, maxProbeBytes, frameTimeout, maxMemory);
  }

  /** These limits with another {@link #maxFrames}. */
  public VideoLimits withMaxFrames(long value) {
    return new VideoLimits(
        maxBytes,
        maxPixels,
        maxDuration,
        value,
        maxStreams,
        maxProbeBytes,
        frameTimeout,
        maxMemory);
  }

  /** These limits with another {@link #maxStreams}. */
  public VideoLimits withMaxStreams(int value) {
    return new VideoLimits(
        maxBytes, maxPixels, maxDuration, maxFrames, value, maxProbeBytes, frameTimeout, maxMemory);
  }

  /** These limits with another {@link #maxProbeBytes}. */
  public VideoLimits withMaxProbeBytes(long value) {
    return new VideoLimits(
        maxBytes, maxPixels, maxDuration, maxFrames, maxStreams, value, frameTimeout, maxMemory);
  }

  /** These limits with another {@link #frameTimeout}. */
  public VideoLimits withFrameTimeout(Duration value) {
    return new VideoLimits(
        maxBytes, maxPixels, maxDuration, maxFrames, maxStreams, maxProbeBytes, value, maxMemory);
  }

  /** These limits with another {@link #maxMemory}. */
  public VideoLimits withMaxMemory(long value) {
    return new VideoLimits(
        maxBytes,
        maxPixels,
        maxDuration,
        maxFrames,
        maxStreams,
        maxProbeBytes,
        frameTimeout,
        value);
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
  }
}
