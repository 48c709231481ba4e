package org.postura.blazepose.network;

import java.util.Arrays;
import java.util.List;
import org.postura.blazepose.crop.Roi;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;

/**
 * What the landmark network says of one person, in memory that is used again for the next one.
 *
 * <p>Image points are fractions of the picture (z of its width): 33 landmarks and the two auxiliary
 * points that place the next region, centre and scale. World points are metres.
 */
public final class Body {
  /** Landmarks that are given out. */
  public static final int LANDMARKS = Pose.LANDMARKS;

  /** Index of the auxiliary point in the middle of the hips. */
  public static final int CENTER = 33;

  /** Index of the auxiliary point that tells size and rotation. */
  public static final int SCALE = 34;

  /** Landmarks and auxiliary points. */
  public static final int POINTS = 35;

  private final Points image = Points.of(POINTS);
  private final Points world = Points.of(LANDMARKS);
  private final float[] visibility = new float[LANDMARKS];
  private final float[] presence = new float[LANDMARKS];
  private final float[] colors = new float[3 * BodyColors.PARTS];
  private float score;

  public Points image() {
    return image;
  }

  public Points world() {
    return world;
  }

  /** 0…1, of the landmarks. */
  public float[] visibility() {
    return visibility;
  }

  /** 0…1, of the landmarks. */
  public float[] presence() {
    return presence;
  }

  /**
   * Red, green and blue, 0…1, of head, torso, upper arms, thighs and shins in the picture; NaN
   * where a part was outside the crop.
   */
  public float[] colors() {
    return colors;
  }

  /** The pose flag, 0…1. */
  public float score() {
    return score;
  }

  public void setScore(float score) {
    this.score = score;
  }

  /** The square around the person by the auxiliary points, not yet expanded. */
  public Roi auxiliaryRoi(int imageWidth, int imageHeight) {
    return Roi.between(
        image.x()[CENTER],
        image.y()[CENTER],
        image.x()[SCALE],
        image.y()[SCALE],
        imageWidth,
        imageHeight);
  }

  /**
   * A copy as a record. World landmarks carry the visibility and presence of the image landmarks,
   * as in MediaPipe ({@code calculators/util/visibility_copy_calculator.cc}); both are smoothed
   * alike, so one filter serves them.
   */
  public Pose toPose(int person) {
    return new Pose(person, score, landmarks(image), landmarks(world));
  }

  private List<Landmark> landmarks(Points points) {
    Landmark[] landmarks = new Landmark[LANDMARKS];
    for (int i = 0; i < LANDMARKS; i++) {
      landmarks[i] =
          new Landmark(points.x()[i], points.y()[i], points.z()[i], visibility[i], presence[i]);
    }
    return Arrays.asList(landmarks);
  }
}
