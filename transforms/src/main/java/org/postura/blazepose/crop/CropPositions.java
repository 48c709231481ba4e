package org.postura.blazepose.crop;

/**
 * Where a crop's pixels lie in the upright picture, in 1/32 pixel.
 *
 * <p>Source: {@code WarpPerspectiveInvoker} in OpenCV 4 {@code modules/imgproc/src/imgwarp.cpp}:
 * the homography is evaluated in f64 anew every 64 columns, and rounded half to even.
 */
final class CropPositions {
  private static final int BLOCK = 64;

  /** Adding 1.5·2^52 rounds half to even and leaves the integer in the low bits. */
  private static final double ROUND = 6755399441055744.0;

  private final int size;
  private final double[] exactX;
  private final double[] exactY;
  private final int[] x;
  private final int[] y;

  /**
   * @param size pixels a row of the crop
   */
  CropPositions(int size, int capacity) {
    this.size = size;
    exactX = new double[capacity];
    exactY = new double[capacity];
    x = new int[capacity];
    y = new int[capacity];
  }

  int[] x() {
    return x;
  }

  int[] y() {
    return y;
  }

  /**
   * Fills the first {@code count} entries with whole rows.
   *
   * @param matrix crop to picture, see {@link CropMatrix}
   * @param top first row of the crop
   */
  void fill(double[] matrix, int top, int count) {
    for (int i = 0; i < count; i += size) {
      int row = top + i / size;
      for (int column = 0; column < size; column += BLOCK) {
        block(matrix, column, row, i + column, i + Math.min(column + BLOCK, size));
      }
    }
    round(exactX, x, count);
    round(exactY, y, count);
  }

  /** No fused multiply-add, as OpenCV on x86. */
  private void block(double[] m, int column, int row, int from, int to) {
    double x0 = m[0] * column + m[1] * row + m[2];
    double y0 = m[3] * column + m[4] * row + m[5];
    double w0 = m[6] * column + m[7] * row + m[8];
    double m0 = m[0];
    double m3 = m[3];
    double m6 = m[6];
    double[] targetX = exactX;
    double[] targetY = exactY;
    for (int i = from; i < to; i++) {
      double step = i - from;
      // A crop is affine: the denominator is 1 up to rounding and never 0.
      double k = Resampler.STEPS / (w0 + m6 * step);
      targetX[i] = (x0 + m0 * step) * k + ROUND;
      targetY[i] = (y0 + m3 * step) * k + ROUND;
    }
  }

  private static void round(double[] exact, int[] rounded, int count) {
    for (int i = 0; i < count; i++) {
      rounded[i] = (int) Double.doubleToRawLongBits(exact[i]);
    }
  }
}
