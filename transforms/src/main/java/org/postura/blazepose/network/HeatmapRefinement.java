package org.postura.blazepose.network;

import java.nio.FloatBuffer;

/**
 * Moves landmarks to the centre of mass of the heatmap around them.
 *
 * <p>Source: MediaPipe {@code calculators/util/refine_landmarks_from_heatmap_calculator.cc} with
 * {@code min_confidence_to_refine: 0.5}. The kernel is 9 cells wide in {@code solutions} and 7 in
 * Tasks, as measured against the 0.10.21 wheel.
 */
final class HeatmapRefinement {
  /** Cells a side. */
  static final int SIZE = 64;

  private static final float MIN_CONFIDENCE = 0.5f;

  private HeatmapRefinement() {}

  /**
   * Refines the first {@code count} points in place.
   *
   * @param x fractions of the crop
   * @param y fractions of the crop
   * @param heatmap logits, one plane of 64×64 a point
   * @param kernel odd width of the window in cells
   */
  static void refine(float[] x, float[] y, int count, FloatBuffer heatmap, int kernel) {
    int offset = (kernel - 1) / 2;
    for (int i = 0; i < count; i++) {
      // Truncation toward zero: −0.9 is cell 0 and counts as inside.
      int column = (int) (x[i] * SIZE);
      int row = (int) (y[i] * SIZE);
      if (column < 0 || column >= SIZE || row < 0 || row >= SIZE) {
        continue;
      }
      int firstColumn = Math.max(0, column - offset);
      int endColumn = Math.min(SIZE, column + offset + 1);
      int firstRow = Math.max(0, row - offset);
      int endRow = Math.min(SIZE, row + offset + 1);
      float sum = 0;
      float sumX = 0;
      float sumY = 0;
      float highest = 0;
      for (int r = firstRow; r < endRow; r++) {
        int at = (i * SIZE + r) * SIZE;
        for (int c = firstColumn; c < endColumn; c++) {
          float confidence = Sigmoid.of(heatmap.get(at + c));
          sum += confidence;
          highest = Math.max(highest, confidence);
          sumX += c * confidence;
          sumY += r * confidence;
        }
      }
      if (highest >= MIN_CONFIDENCE && sum > 0) {
        x[i] = sumX / SIZE / sum;
        y[i] = sumY / SIZE / sum;
      }
    }
  }
}
