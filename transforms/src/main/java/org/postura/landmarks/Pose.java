package org.postura.landmarks;

import java.util.List;
import java.util.Locale;

/**
 * One person in one frame.
 *
 * @param person number of the person, stable within a video
 * @param score 0…1, the landmark network's own opinion that a person is there
 * @param landmarks 33 image landmarks
 * @param worldLandmarks 33 world landmarks
 */
public record Pose(
    int person, float score, List<Landmark> landmarks, List<Landmark> worldLandmarks) {
  /** Landmarks in a pose: MediaPipe's BlazePose topology. */
  public static final int LANDMARKS = 33;

  public Pose {
    landmarks = List.copyOf(landmarks);
    worldLandmarks = List.copyOf(worldLandmarks);
    if (landmarks.size() != LANDMARKS || worldLandmarks.size() != LANDMARKS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A pose has 33 landmarks, got %d and %d",
              landmarks.size(),
              worldLandmarks.size()));
    }
  }
}
