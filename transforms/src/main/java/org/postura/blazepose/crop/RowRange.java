package org.postura.blazepose.crop;

import org.postura.video.Orientation;

/**
 * The stored rows that a crop reads.
 *
 * @param top inclusive
 * @param bottom exclusive, greater than {@code top}
 */
record RowRange(int top, int bottom) {
  /** A pixel for rounding and one for the second row that a position reads. */
  private static final int MARGIN = 2;

  /**
   * Rows between the crop's corners; at least one, also where the crop lies wholly outside, because
   * a replicated border is read from the nearest row.
   *
   * @param matrix crop to upright picture, see {@link CropMatrix}
   * @param size pixels a side of the crop
   */
  static RowRange of(double[] matrix, int size, Orientation orientation, int storedHeight) {
    int axis = orientation.swapped() ? 0 : 3;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 4; corner++) {
      int x = (corner & 1) * (size - 1);
      int y = (corner >> 1) * (size - 1);
      double w = matrix[6] * x + matrix[7] * y + matrix[8];
      double at = (matrix[axis] * x + matrix[axis + 1] * y + matrix[axis + 2]) / w;
      double stored = orientation.flippedY() ? storedHeight - 1 - at : at;
      lowest = Math.min(lowest, stored);
      highest = Math.max(highest, stored);
    }
    int top = clamp(Math.floor(lowest) - MARGIN, 0, storedHeight - 1);
    int bottom = clamp(Math.ceil(highest) + MARGIN, top + 1, storedHeight);
    return new RowRange(top, bottom);
  }

  private static int clamp(double value, int low, int high) {
    return (int) Math.max(low, Math.min(high, value));
  }
}
