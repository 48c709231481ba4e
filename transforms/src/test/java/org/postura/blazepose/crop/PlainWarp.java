package org.postura.blazepose.crop;

/**
 * OpenCV's warpPerspective written down as plainly as possible: one pixel at a time, a rounding
 * function for every rounding, a border test for every tap.
 */
final class PlainWarp {
  private final byte[] rgb;
  private final int width;
  private final int height;
  private final boolean replicate;

  PlainWarp(byte[] rgb, int width, int height, boolean replicate) {
    this.rgb = rgb;
    this.width = width;
    this.height = height;
    this.replicate = replicate;
  }

  byte[] crop(PixelRoi roi, int size) {
    double[] m = CropMatrix.of(roi, size);
    byte[] result = new byte[3 * size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int block = x / 64 * 64;
        int step = x - block;
        double x0 = m[0] * block + m[1] * y + m[2];
        double y0 = m[3] * block + m[4] * y + m[5];
        double w0 = m[6] * block + m[7] * y + m[8];
        double w = w0 + m[6] * step;
        double k = w == 0 ? 0 : 32 / w;
        int sx = (int) Math.rint((x0 + m[0] * step) * k);
        int sy = (int) Math.rint((y0 + m[3] * step) * k);
        for (int channel = 0; channel < 3; channel++) {
          result[3 * (y * size + x) + channel] = (byte) sample(sx, sy, channel);
        }
      }
    }
    return result;
  }

  private int sample(int sx, int sy, int channel) {
    int x = sx >> 5;
    int y = sy >> 5;
    int ax = sx & 31;
    int ay = sy & 31;
    int sum =
        32 * (32 - ax) * (32 - ay) * tap(x, y, channel)
            + 32 * ax * (32 - ay) * tap(x + 1, y, channel)
            + 32 * (32 - ax) * ay * tap(x, y + 1, channel)
            + 32 * ax * ay * tap(x + 1, y + 1, channel);
    return (sum + (1 << 14)) >> 15;
  }

  private int tap(int x, int y, int channel) {
    int column = x;
    int row = y;
    if (replicate) {
      column = Math.max(0, Math.min(width - 1, x));
      row = Math.max(0, Math.min(height - 1, y));
    } else if (x < 0 || y < 0 || x >= width || y >= height) {
      return 0;
    }
    return Byte.toUnsignedInt(rgb[3 * (row * width + column) + channel]);
  }
}
