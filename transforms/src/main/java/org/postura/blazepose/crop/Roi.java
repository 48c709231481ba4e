package org.postura.blazepose.crop;

/**
 * A region of interest: a square in pixels that stands on the middle of the hips and is turned so
 * that the person in it is upright.
 *
 * <p>All arithmetic is f32, as in MediaPipe's {@code NormalizedRect}; f64 where C++ promotes.
 *
 * @param xCenter fraction of the picture's width
 * @param yCenter fraction of the picture's height
 * @param width fraction of the picture's width
 * @param height fraction of the picture's height
 * @param rotation radians, −π…π, positive = clockwise on screen
 */
public record Roi(float xCenter, float yCenter, float width, float height, float rotation) {

  /** {@code scale_x}, {@code scale_y} of MediaPipe's {@code pose_landmarks_to_roi.pbtxt}. */
  private static final float EXPANSION = 1.25f;

  /** Upright persons have their scale point straight above the hips: 90°. */
  private static final float TARGET_ANGLE = (float) (Math.PI / 2);

  /** Farther away than any picture reaches, and small enough for 1/32 pixels in an int. */
  private static final float FARTHEST_PIXEL = 1 << 24;

  /**
   * The square around {@code (x0, y0)} whose side is twice the distance to {@code (x1, y1)}, turned
   * so that the second point is above the first.
   *
   * <p>Source: MediaPipe {@code calculators/util/alignment_points_to_rects_calculator.cc}, {@code
   * detections_to_rects_calculator.cc}.
   *
   * @param x0 centre (middle of the hips), fraction of the width
   * @param x1 scale point, fraction of the width
   * @param imageWidth pixels
   * @param imageHeight pixels
   */
  public static Roi between(
      float x0, float y0, float x1, float y1, int imageWidth, int imageHeight) {
    float centerX = x0 * imageWidth;
    float centerY = y0 * imageHeight;
    float dx = x1 * imageWidth - centerX;
    float dy = y1 * imageHeight - centerY;
    // sqrtf is correctly rounded, so is this; the product with 2.0 is exact.
    float side = (float) Math.sqrt(dx * dx + dy * dy) * 2f;
    float rotation = normalizeRadians(TARGET_ANGLE - (float) Math.atan2(-dy, dx));
    return new Roi(
        centerX / imageWidth,
        centerY / imageHeight,
        side / imageWidth,
        side / imageHeight,
        rotation);
  }

  /** Angle in −π…π. Source: MediaPipe {@code NormalizeRadians}, f64 inside. */
  static float normalizeRadians(float angle) {
    return (float) (angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI)));
  }

  /**
   * This region made square by its longer side and 1.25 times as large.
   *
   * <p>Source: MediaPipe {@code calculators/util/rect_transformation_calculator.cc} with {@code
   * square_long}.
   */
  public Roi expanded(int imageWidth, int imageHeight) {
    float longSide = Math.max(width * imageWidth, height * imageHeight);
    return new Roi(
        xCenter,
        yCenter,
        longSide / imageWidth * EXPANSION,
        longSide / imageHeight * EXPANSION,
        rotation);
  }

  /**
   * Mean side in pixels. Source: {@code GetObjectScale} of MediaPipe's {@code
   * landmarks_smoothing_calculator_utils.cc}.
   */
  public float objectScale(int imageWidth, int imageHeight) {
    return (width * imageWidth + height * imageHeight) / 2f;
  }

  public PixelRoi toPixels(int imageWidth, int imageHeight) {
    return new PixelRoi(
        xCenter * imageWidth,
        yCenter * imageHeight,
        width * imageWidth,
        height * imageHeight,
        rotation);
  }

  /** The region unrotated, as MediaPipe's association compares it. */
  public Box toBox() {
    float left = xCenter - width / 2f;
    float top = yCenter - height / 2f;
    return new Box(left, top, left + width, top + height);
  }

  /**
   * Whether a crop can be taken. MediaPipe skips a region without size and fails on NaN; a region
   * that is astronomically far off counts as lost too.
   */
  public boolean isUsable(int imageWidth, int imageHeight) {
    return width > 0
        && height > 0
        && Math.abs(xCenter) * imageWidth + width * imageWidth < FARTHEST_PIXEL
        && Math.abs(yCenter) * imageHeight + height * imageHeight < FARTHEST_PIXEL
        && Math.abs(rotation) <= 4f;
  }
}
