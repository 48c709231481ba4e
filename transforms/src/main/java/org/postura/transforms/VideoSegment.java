package org.postura.transforms;

import java.io.Serializable;

/**
 * The part of a video that one task works on: frames with startUs ≤ time &lt; endUs.
 *
 * @param video the video
 * @param startUs media time of the first frame that is written, in µs; {@link Long#MIN_VALUE} from
 *     the start
 * @param endUs media time after the last frame that is written, in µs; {@link Long#MAX_VALUE} to
 *     the end
 */
public record VideoSegment(PlannedVideo video, long startUs, long endUs) implements Serializable {
  /** Whether the frame at {@code timeUs} belongs to this segment. */
  boolean holds(long timeUs) {
    return timeUs >= startUs && timeUs < endUs;
  }

  /** The whole of a video in one segment. */
  public static VideoSegment whole(PlannedVideo video) {
    return new VideoSegment(video, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
