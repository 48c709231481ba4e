package org.postura.blazepose.crop;

/**
 * A rotated rectangle in pixels of the upright picture, f32.
 *
 * @param rotation radians, positive = clockwise on screen
 */
public record PixelRoi(float xCenter, float yCenter, float width, float height, float rotation) {

  /** The whole picture. */
  public static PixelRoi whole(int imageWidth, int imageHeight) {
    return new PixelRoi(0.5f * imageWidth, 0.5f * imageHeight, imageWidth, imageHeight, 0f);
  }
}
