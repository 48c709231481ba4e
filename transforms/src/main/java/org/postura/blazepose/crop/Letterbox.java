package org.postura.blazepose.crop;

/**
 * A square around a rectangle, and how to get from fractions of the square to fractions of the
 * rectangle.
 *
 * <p>Source: MediaPipe {@code PadRoi} in {@code calculators/tensor/image_to_tensor_utils.cc},
 * {@code calculators/util/detection_letterbox_removal_calculator.cc}, {@code
 * landmark_letterbox_removal_calculator.cc}.
 *
 * @param square what is cropped
 * @param left bar at the left (and the right), fraction of the square
 * @param top bar at the top (and the bottom), fraction of the square
 */
public record Letterbox(PixelRoi square, float left, float top) {

  /** Pads the shorter side, {@code keep_aspect_ratio: true}. */
  public static Letterbox around(PixelRoi roi) {
    float aspect = roi.height() / roi.width();
    if (1f > aspect) {
      return new Letterbox(withSides(roi, roi.width()), 0f, (1f - aspect) / 2f);
    }
    return new Letterbox(withSides(roi, roi.height()), (1f - 1f / aspect) / 2f, 0f);
  }

  /** Takes the rectangle as it is, {@code keep_aspect_ratio: false}. */
  public static Letterbox none(PixelRoi roi) {
    return new Letterbox(roi, 0f, 0f);
  }

  public float x(float x) {
    return (x - left) / (1f - (left + left));
  }

  public float y(float y) {
    return (y - top) / (1f - (top + top));
  }

  /** A horizontal length; also z, which is measured in widths. */
  public float width(float width) {
    return width / (1f - (left + left));
  }

  public float height(float height) {
    return height / (1f - (top + top));
  }

  private static PixelRoi withSides(PixelRoi roi, float side) {
    return new PixelRoi(roi.xCenter(), roi.yCenter(), side, side, roi.rotation());
  }
}
