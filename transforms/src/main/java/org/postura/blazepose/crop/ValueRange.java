package org.postura.blazepose.crop;

/**
 * How bytes become a network's input: {@code byte · scale + offset}, f32.
 *
 * <p>Source: MediaPipe {@code GetValueRangeTransformation} in {@code
 * calculators/tensor/image_to_tensor_utils.cc}.
 */
public enum ValueRange {
  /** −1…1, the detector's. */
  SIGNED(-1f, 1f),
  /** 0…1, the landmark networks'. */
  UNSIGNED(0f, 1f);

  private final float scale;
  private final float offset;

  ValueRange(float low, float high) {
    scale = (high - low) / 255f;
    offset = low;
  }

  float scale() {
    return scale;
  }

  float offset() {
    return offset;
  }
}
