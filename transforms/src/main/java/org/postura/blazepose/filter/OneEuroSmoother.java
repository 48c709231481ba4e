package org.postura.blazepose.filter;

import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.Points;

/**
 * 1 € filters for points: one for each coordinate of each point.
 *
 * <p>Source: MediaPipe {@code calculators/util/landmarks_smoothing_calculator.cc} and {@code
 * landmarks_smoothing_calculator_utils.cc}; the parameters are those of {@code
 * modules/pose_landmark/pose_landmark_filtering.pbtxt}.
 */
public final class OneEuroSmoother {
  /** {@code min_allowed_object_scale}: a person smaller than this (in pixels) is not smoothed. */
  private static final float MIN_OBJECT_SCALE = 1e-6f;

  private static final int AXES = 3;

  private final OneEuroFilter[] filters;

  private OneEuroSmoother(int points, float minCutoff, float beta) {
    filters = new OneEuroFilter[points * AXES];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = new OneEuroFilter(minCutoff, beta);
    }
  }

  /** Leaves everything as it is. */
  public static OneEuroSmoother off() {
    return new OneEuroSmoother(0, 0f, 0f);
  }

  public static OneEuroSmoother forImageLandmarks() {
    return new OneEuroSmoother(Body.LANDMARKS, 0.05f, 80f);
  }

  public static OneEuroSmoother forWorldLandmarks() {
    return new OneEuroSmoother(Body.LANDMARKS, 0.1f, 40f);
  }

  public static OneEuroSmoother forAuxiliaryPoints() {
    return new OneEuroSmoother(Body.POINTS - Body.LANDMARKS, 0.01f, 10f);
  }

  /**
   * Smooths points in place, in pixels, with speeds relative to the person's size.
   *
   * @param points x, y and z in fractions of the picture
   * @param first index of the first point to smooth
   * @param objectScale the person's size in pixels
   */
  public void smoothInPixels(
      Points points, int first, int width, int height, float objectScale, long nanos) {
    if (objectScale < MIN_OBJECT_SCALE) {
      return;
    }
    float scale = 1f / objectScale;
    for (int i = 0; i < filters.length / AXES; i++) {
      int at = first + i;
      points.x()[at] = filters[AXES * i].apply(nanos, scale, points.x()[at] * width) / width;
      points.y()[at] = filters[AXES * i + 1].apply(nanos, scale, points.y()[at] * height) / height;
      points.z()[at] = filters[AXES * i + 2].apply(nanos, scale, points.z()[at] * width) / width;
    }
  }

  /** Smooths points in metres in place, {@code disable_value_scaling: true}. */
  public void smooth(Points points, long nanos) {
    for (int i = 0; i < filters.length / AXES; i++) {
      points.x()[i] = filters[AXES * i].apply(nanos, 1f, points.x()[i]);
      points.y()[i] = filters[AXES * i + 1].apply(nanos, 1f, points.y()[i]);
      points.z()[i] = filters[AXES * i + 2].apply(nanos, 1f, points.z()[i]);
    }
  }

  public void reset() {
    for (OneEuroFilter filter : filters) {
      filter.reset();
    }
  }
}
