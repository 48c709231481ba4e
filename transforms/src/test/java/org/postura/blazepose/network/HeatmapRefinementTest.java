package org.postura.blazepose.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatmapRefinementTest {
  private static final int SIZE = HeatmapRefinement.SIZE;

  private static FloatBuffer heatmap(int points) {
    float[] logits = new float[points * SIZE * SIZE];
    Arrays.fill(logits, -100f);
    return FloatBuffer.wrap(logits);
  }

  private static float[] refine(float x, float y, FloatBuffer heatmap, int kernel) {
    float[] xs = {x};
    float[] ys = {y};
    HeatmapRefinement.refine(xs, ys, 1, heatmap, kernel);
    return new float[] {xs[0], ys[0]};
  }

  @Test
  void movesToTheCentreOfMassInCellsWithoutHalfACell() {
    FloatBuffer heatmap = heatmap(1);
    heatmap.put(10 * SIZE + 20, 100f);
    heatmap.put(10 * SIZE + 22, 100f);
    float[] refined = refine(21.7f / SIZE, 9.2f / SIZE, heatmap, 9);
    assertEquals(21f / SIZE, refined[0], 1e-6f);
    assertEquals(10f / SIZE, refined[1], 1e-6f);
  }

  @Test
  void aWeakHeatmapMovesNothing() {
    FloatBuffer heatmap = heatmap(1);
    heatmap.put(10 * SIZE + 20, -0.01f);
    assertEquals(21.7f / SIZE, refine(21.7f / SIZE, 10f / SIZE, heatmap, 9)[0]);
    heatmap.put(10 * SIZE + 20, 0f);
    assertEquals(20f / SIZE, refine(21.7f / SIZE, 10f / SIZE, heatmap, 9)[0], 1e-6f);
  }

  @Test
  void kernelSevenSeesThreeCellsAndNineSeesFour() {
    FloatBuffer heatmap = heatmap(1);
    heatmap.put(10 * SIZE + 24, 100f);
    assertEquals(20.5f / SIZE, refine(20.5f / SIZE, 10f / SIZE, heatmap, 7)[0]);
    assertEquals(24f / SIZE, refine(20.5f / SIZE, 10f / SIZE, heatmap, 9)[0], 1e-6f);
  }

  @Test
  void truncatesTowardZeroAndLeavesPointsOutsideAlone() {
    FloatBuffer heatmap = heatmap(1);
    heatmap.put(0, 100f);
    heatmap.put(SIZE * SIZE - 1, 100f);
    assertEquals(0f, refine(-0.9f / SIZE, -0.9f / SIZE, heatmap, 9)[0]);
    assertEquals(-1.1f / SIZE, refine(-1.1f / SIZE, 0f, heatmap, 9)[0]);
    assertEquals(1f, refine(1f, 0.5f, heatmap, 9)[0]);
    assertEquals(63f / SIZE, refine(62f / SIZE, 62f / SIZE, heatmap, 9)[1], 1e-6f);
  }

  @Test
  void everyPointHasItsPlane() {
    FloatBuffer heatmap = heatmap(2);
    heatmap.put(SIZE * SIZE + 30 * SIZE + 31, 100f);
    float[] x = {30f / SIZE, 30f / SIZE};
    float[] y = {30f / SIZE, 30f / SIZE};
    HeatmapRefinement.refine(x, y, 2, heatmap, 7);
    assertEquals(30f / SIZE, x[0]);
    assertEquals(31f / SIZE, x[1], 1e-6f);
  }
}
