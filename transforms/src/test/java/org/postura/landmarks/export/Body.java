package org.postura.landmarks.export;

import java.util.ArrayList;
import java.util.List;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;

/**
 * Somebody who faces the camera and raises the left hand: it is up, and on the right of the
 * picture. Toes point to the camera.
 */
final class Body {
  static final int WIDTH = 1000;
  static final int HEIGHT = 2000;
  static final int LEFT_WRIST = 15;
  static final int RIGHT_WRIST = 16;
  static final int LEFT_TOE = 31;

  private Body() {}

  /**
   * Points are fractions of the picture; metres are those from its middle, the picture 1 m wide.
   */
  static Pose pose(int person) {
    List<Landmark> image = new ArrayList<>();
    List<Landmark> world = new ArrayList<>();
    for (int i = 0; i < Pose.LANDMARKS; i++) {
      float x = x(i);
      float y = y(i);
      float z = i >= 29 ? -0.25f : i == 0 ? -0.125f : 0;
      float visibility = i == LEFT_TOE ? 0.25f : 1 - i / 64f;
      image.add(new Landmark(x, y, z, visibility, 0.875f));
      world.add(new Landmark(x - 0.5f, 2 * (y - 0.5f), z, visibility, 0.875f));
    }
    return new Pose(person, 0.75f, image, world);
  }

  private static float x(int i) {
    if (i == 0) {
      return 0.5f;
    }
    // From 1 to 10 the left ones are 1 to 3, 7 and 9; from 11 on the odd ones.
    boolean left = i <= 10 ? i <= 3 || i == 7 || i == 9 : i % 2 == 1;
    return left ? 0.625f : 0.375f;
  }

  private static float y(int i) {
    if (i == LEFT_WRIST || i == 17 || i == 19 || i == 21) {
      return 0.0625f;
    }
    return i <= 10 ? 0.125f : i <= 14 ? 0.25f : i <= 24 ? 0.5f : i <= 26 ? 0.75f : 0.9375f;
  }

  static FramePoses frame(long index, long pts, Pose... poses) {
    return new FramePoses(
        "clips/a.mp4", index, pts, pts * 1_000_000 / 15360, WIDTH, HEIGHT, List.of(poses));
  }

  /** Frames at 60 a second in a time base of 1/15360. */
  static List<FramePoses> frames(int count, int... persons) {
    List<FramePoses> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pose[] poses = new Pose[persons.length];
      for (int p = 0; p < poses.length; p++) {
        poses[p] = pose(persons[p]);
      }
      frames.add(frame(i, 256L * i, poses));
    }
    return frames;
  }
}
