package org.postura.blazepose.filter;

import org.postura.blazepose.network.Body;

/**
 * Low-pass filters for the visibilities of 33 landmarks, independent of time.
 *
 * <p>Source: MediaPipe {@code calculators/util/visibility_smoothing_calculator.cc}; alpha of {@code
 * modules/pose_landmark/pose_landmark_filtering.pbtxt}.
 */
public final class VisibilitySmoother {
  private static final float ALPHA = 0.1f;

  private final LowPassFilter[] filters;

  private VisibilitySmoother(int values) {
    filters = new LowPassFilter[values];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = new LowPassFilter(ALPHA);
    }
  }

  public static VisibilitySmoother forLandmarks() {
    return new VisibilitySmoother(Body.LANDMARKS);
  }

  /** Leaves everything as it is. */
  public static VisibilitySmoother off() {
    return new VisibilitySmoother(0);
  }

  /** Smooths the first 33 values in place. */
  public void smooth(float[] visibility) {
    for (int i = 0; i < filters.length; i++) {
      visibility[i] = filters[i].apply(visibility[i]);
    }
  }
}
