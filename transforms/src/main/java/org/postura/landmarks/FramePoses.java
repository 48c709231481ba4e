package org.postura.landmarks;

import java.util.List;

/**
 * One processed frame and everybody found in it: the output's record.
 *
 * @param video URI of the video, without secrets
 * @param frame 0-based index of the decoded frame in presentation order
 * @param pts the container's time stamp, in the stream's time base
 * @param timeUs {@code pts} in microseconds
 * @param width width of the upright picture in pixels, pixel aspect applied
 * @param height height of the upright picture in pixels
 * @param poses the persons found, empty if nobody is there
 */
public record FramePoses(
    String video, long frame, long pts, long timeUs, int width, int height, List<Pose> poses) {
  public FramePoses {
    poses = List.copyOf(poses);
  }
}
