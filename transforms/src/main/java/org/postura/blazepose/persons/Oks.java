package org.postura.blazepose.persons;

import org.postura.blazepose.network.Points;

/**
 * Object keypoint similarity: how much two poses are one, 0 to 1.
 *
 * <p>Source: COCO's keypoint evaluation (cocodataset.org, "Keypoint Evaluation"; {@code
 * pycocotools/cocoeval.py} for the sigmas): the mean over visible keypoints of exp(−d²/(2·s²·k²)),
 * k = 2σ, s² = the object's area. Where no area is annotated, the box around the keypoints stands
 * for it, and the mean of both poses' boxes for a pair, as in HRNet's {@code oks_nms}.
 *
 * <p>Of BlazePose's 33 landmarks the 17 that COCO has count; the others (mouth, corners of the
 * eyes, fingers, heels, toes) lie beside one of these and would count it twice.
 */
final class Oks {
  /** BlazePose's landmarks in COCO's order: nose, eyes, ears, shoulders … ankles. */
  static final int[] LANDMARKS = {0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28};

  private static final float[] SIGMAS = {
    0.026f, 0.025f, 0.025f, 0.035f, 0.035f, 0.079f, 0.079f, 0.072f, 0.072f, 0.062f, 0.062f, 0.107f,
    0.107f, 0.087f, 0.087f, 0.089f, 0.089f
  };

  /** Landmarks below this visibility do not count, unless hardly any is visible. */
  private static final float VISIBLE = 0.5f;

  /** With fewer keypoints visible in both, all count. */
  private static final int FEWEST = 4;

  private Oks() {}

  /**
   * The similarity of two poses of one picture.
   *
   * @param aspect height of the picture in widths
   */
  static double between(
      Points a, float[] visibilityA, Points b, float[] visibilityB, double aspect) {
    double area = (area(a, aspect) + area(b, aspect)) / 2;
    if (!(area > 0)) {
      return 0;
    }
    double sum = 0;
    double sumOfAll = 0;
    int visible = 0;
    for (int i = 0; i < LANDMARKS.length; i++) {
      int at = LANDMARKS[i];
      double dx = a.x()[at] - b.x()[at];
      double dy = (a.y()[at] - b.y()[at]) * aspect;
      double k = 2 * SIGMAS[i];
      double similarity = Math.exp(-(dx * dx + dy * dy) / (2 * area * k * k));
      sumOfAll += similarity;
      if (visibilityA[at] >= VISIBLE && visibilityB[at] >= VISIBLE) {
        sum += similarity;
        visible++;
      }
    }
    return visible >= FEWEST ? sum / visible : sumOfAll / LANDMARKS.length;
  }

  /** Area of the box around the keypoints, in squared widths of the picture. */
  private static double area(Points points, double aspect) {
    float left = Float.POSITIVE_INFINITY;
    float right = Float.NEGATIVE_INFINITY;
    float top = Float.POSITIVE_INFINITY;
    float bottom = Float.NEGATIVE_INFINITY;
    for (int at : LANDMARKS) {
      left = Math.min(left, points.x()[at]);
      right = Math.max(right, points.x()[at]);
      top = Math.min(top, points.y()[at]);
      bottom = Math.max(bottom, points.y()[at]);
    }
    return (right - left) * (double) (bottom - top) * aspect;
  }
}
