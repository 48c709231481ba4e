package org.postura.blazepose.crop;

/**
 * The homography from pixels of a crop to pixels of the picture, digit for digit as OpenCV makes
 * it.
 *
 * <p>Source: MediaPipe {@code calculators/tensor/image_to_tensor_converter_opencv.cc}; OpenCV
 * {@code RotatedRect::points}, {@code getPerspectiveTransform} (LU with partial pivoting), {@code
 * invert} of 3×3. A crop is affine, but the last digits of this detour decide which 1/32 pixel is
 * read, so it is followed.
 */
final class CropMatrix {
  private static final int UNKNOWNS = 8;

  private CropMatrix() {}

  /**
   * Row-major 3×3 matrix.
   *
   * @param roi what to crop
   * @param size width and height of the crop in pixels
   */
  static double[] of(PixelRoi roi, int size) {
    return inverse(perspective(corners(roi), size));
  }

  /**
   * x and y of bottom left, top left, top right, bottom right (of the unrotated rectangle). The
   * angle goes through degrees in f32, as {@code cv::RotatedRect} keeps it.
   */
  static float[] corners(PixelRoi roi) {
    float degrees = (float) ((double) (roi.rotation() * 180f) / Math.PI);
    double angle = degrees * Math.PI / 180.0;
    float b = (float) Math.cos(angle) * 0.5f;
    float a = (float) Math.sin(angle) * 0.5f;
    float x = roi.xCenter();
    float y = roi.yCenter();
    float x0 = x - a * roi.height() - b * roi.width();
    float y0 = y + b * roi.height() - a * roi.width();
    float x1 = x + a * roi.height() - b * roi.width();
    float y1 = y - b * roi.height() - a * roi.width();
    return new float[] {x0, y0, x1, y1, 2 * x - x0, 2 * y - y0, 2 * x - x1, 2 * y - y1};
  }

  /** Solves for the homography that takes the corners to (0,N), (0,0), (N,0), (N,N). */
  private static double[] perspective(float[] corners, int size) {
    float[] targetX = {0, 0, size, size};
    float[] targetY = {size, 0, 0, size};
    double[][] rows = new double[UNKNOWNS][];
    for (int i = 0; i < 4; i++) {
      float x = corners[2 * i];
      float y = corners[2 * i + 1];
      float u = targetX[i];
      float v = targetY[i];
      // The products are rounded to f32 first: the points are float in OpenCV.
      rows[i] = new double[] {x, y, 1, 0, 0, 0, -x * u, -y * u, u};
      rows[i + 4] = new double[] {0, 0, 0, x, y, 1, -x * v, -y * v, v};
    }
    eliminate(rows);
    double[] matrix = new double[UNKNOWNS + 1];
    for (int i = UNKNOWNS - 1; i >= 0; i--) {
      double sum = rows[i][UNKNOWNS];
      for (int k = i + 1; k < UNKNOWNS; k++) {
        sum -= rows[i][k] * matrix[k];
      }
      matrix[i] = sum / rows[i][i];
    }
    matrix[UNKNOWNS] = 1;
    return matrix;
  }

  private static void eliminate(double[][] rows) {
    for (int i = 0; i < UNKNOWNS; i++) {
      int pivot = i;
      for (int j = i + 1; j < UNKNOWNS; j++) {
        if (Math.abs(rows[j][i]) > Math.abs(rows[pivot][i])) {
          pivot = j;
        }
      }
      double[] row = rows[pivot];
      rows[pivot] = rows[i];
      rows[i] = row;
      double factor = -1 / row[i];
      for (int j = i + 1; j < UNKNOWNS; j++) {
        double alpha = rows[j][i] * factor;
        for (int k = i + 1; k <= UNKNOWNS; k++) {
          rows[j][k] += alpha * row[k];
        }
      }
    }
  }

  /** Adjugate times the reciprocal of the determinant, expanded along the first row. */
  private static double[] inverse(double[] m) {
    double determinant =
        m[0] * (m[4] * m[8] - m[5] * m[7])
            - m[1] * (m[3] * m[8] - m[5] * m[6])
            + m[2] * (m[3] * m[7] - m[4] * m[6]);
    double d = 1 / determinant;
    return new double[] {
      (m[4] * m[8] - m[5] * m[7]) * d,
      (m[2] * m[7] - m[1] * m[8]) * d,
      (m[1] * m[5] - m[2] * m[4]) * d,
      (m[5] * m[6] - m[3] * m[8]) * d,
      (m[0] * m[8] - m[2] * m[6]) * d,
      (m[2] * m[3] - m[0] * m[5]) * d,
      (m[3] * m[7] - m[4] * m[6]) * d,
      (m[1] * m[6] - m[0] * m[7]) * d,
      (m[0] * m[4] - m[1] * m[3]) * d
    };
  }
}
