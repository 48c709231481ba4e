package org.postura.blazepose.crop;

/**
 * An upright rectangle in fractions of the picture, for overlaps only.
 *
 * <p>Source: MediaPipe {@code util/rectangle_util.cc} and {@code
 * calculators/util/non_max_suppression_calculator.cc}.
 */
public record Box(float xMin, float yMin, float xMax, float yMax) {

  /** Intersection over union in f32; touching edges intersect, a union without area gives 0. */
  public float iou(Box other) {
    if (isEmpty() || other.isEmpty()) {
      return 0f;
    }
    float left = Math.max(xMin, other.xMin);
    float top = Math.max(yMin, other.yMin);
    float right = Math.min(xMax, other.xMax);
    float bottom = Math.min(yMax, other.yMax);
    if (right < left || bottom < top) {
      return 0f;
    }
    float intersection = (right - left) * (bottom - top);
    float union = area() + other.area() - intersection;
    return union > 0f ? intersection / union : 0f;
  }

  private float area() {
    return (xMax - xMin) * (yMax - yMin);
  }

  private boolean isEmpty() {
    return xMin > xMax || yMin > yMax;
  }
}
