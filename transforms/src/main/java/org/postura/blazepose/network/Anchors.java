package org.postura.blazepose.network;

/**
 * The 2,254 cells of the detector in the order of its outputs.
 *
 * <p>Strides 8, 16, 32, 32, 32 on 224 pixels: maps of 28², 14² and 7² cells with 2, 2 and 6 anchors
 * a cell (layers of equal stride share a map), row by row. Every anchor has size 1, so only centres
 * are kept. Source: MediaPipe {@code calculators/tflite/ssd_anchors_calculator.cc} with the options
 * of {@code modules/pose_detection/pose_detection_cpu.pbtxt}.
 */
final class Anchors {
  private static final int[] CELLS = {28, 14, 7};
  private static final int[] ANCHORS_PER_CELL = {2, 2, 6};

  /** Number of anchors. */
  static final int COUNT = 2254;

  private static final float[] X = new float[COUNT];
  private static final float[] Y = new float[COUNT];

  static {
    int next = 0;
    for (int map = 0; map < CELLS.length; map++) {
      int cells = CELLS[map];
      for (int row = 0; row < cells; row++) {
        for (int column = 0; column < cells; column++) {
          for (int anchor = 0; anchor < ANCHORS_PER_CELL[map]; anchor++) {
            X[next] = (column + 0.5f) / cells;
            Y[next++] = (row + 0.5f) / cells;
          }
        }
      }
    }
  }

  private Anchors() {}

  /** Centre of an anchor, fraction of the detector's input. */
  static float x(int anchor) {
    return X[anchor];
  }

  /** Centre of an anchor, fraction of the detector's input. */
  static float y(int anchor) {
    return Y[anchor];
  }
}
