package org.postura.blazepose.network;

import java.nio.FloatBuffer;

/**
 * The mean colours of a body's parts, read from the crop that the network saw: a few pixels along
 * the bones. Left and right parts count as one, so a mirrored picture gives the same.
 */
final class BodyColors {
  /** Where pixels are taken: along the bone between two landmarks. */
  private static final float[] ALONG = {0.25f, 0.5f, 0.75f};

  /** The bones of each part, as pairs of landmarks; see {@link Body#colors}. */
  private static final int[][] BONES = {
    {0, 7, 0, 8}, // head: nose to ears
    {11, 23, 12, 24, 11, 24, 12, 23}, // torso: its sides and diagonals
    {11, 13, 12, 14}, // upper arms
    {23, 25, 24, 26}, // thighs
    {25, 27, 26, 28}, // shins
  };

  /** Parts of a body. */
  static final int PARTS = BONES.length;

  private static final int CHANNELS = 3;

  private BodyColors() {}

  /**
   * Reads the colours into {@code colors}: red, green and blue, 0…1, of each part; NaN for a part
   * that lies outside the crop.
   *
   * @param x landmarks, fractions of the crop
   * @param crop three planes of {@code size}×{@code size}
   */
  static void read(float[] x, float[] y, FloatBuffer crop, int size, float[] colors) {
    for (int part = 0; part < PARTS; part++) {
      int count = 0;
      float red = 0;
      float green = 0;
      float blue = 0;
      int[] bones = BONES[part];
      for (int b = 0; b < bones.length; b += 2) {
        for (float t : ALONG) {
          int column = (int) (size * (x[bones[b]] + t * (x[bones[b + 1]] - x[bones[b]])));
          int row = (int) (size * (y[bones[b]] + t * (y[bones[b + 1]] - y[bones[b]])));
          if (column >= 0 && column < size && row >= 0 && row < size) {
            int at = row * size + column;
            red += crop.get(at);
            green += crop.get(at + size * size);
            blue += crop.get(at + 2 * size * size);
            count++;
          }
        }
      }
      // 0/0 is NaN.
      colors[CHANNELS * part] = red / count;
      colors[CHANNELS * part + 1] = green / count;
      colors[CHANNELS * part + 2] = blue / count;
    }
  }
}
