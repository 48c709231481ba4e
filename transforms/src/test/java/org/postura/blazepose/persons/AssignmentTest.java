package org.postura.blazepose.persons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private static double[] none(int rows, double value) {
    double[] none = new double[rows];
    Arrays.fill(none, value);
    return none;
  }

  @Test
  void theTotalDecidesAndNotTheFirst() {
    double[][] costs = {{1, 2}, {1, 9}};
    assertArrayEquals(new int[] {1, 0}, Assignment.cheapest(costs, none(2, 20)));
  }

  @Test
  void whoCostsMoreThanNothingGetsNothing() {
    double[][] costs = {{30, 25}, {NEVER, Double.NaN}};
    assertArrayEquals(new int[] {-1, -1}, Assignment.cheapest(costs, none(2, 20)));
  }

  @Test
  void moreRowsThanColumnsAndNone() {
    assertArrayEquals(
        new int[] {-1, 0, -1}, Assignment.cheapest(new double[][] {{3}, {1}, {2}}, none(3, 9)));
    assertArrayEquals(new int[] {-1}, Assignment.cheapest(new double[][] {{}}, none(1, 9)));
    assertArrayEquals(new int[0], Assignment.cheapest(new double[0][], none(0, 9)));
  }

  /** Against all that can be tried. */
  @Property(tries = 300)
  void nothingIsCheaper(
      @ForAll @Size(12) int[] values, @ForAll @IntRange(min = 1, max = 12) int none) {
    double[][] costs = new double[4][3];
    for (int i = 0; i < values.length; i++) {
      costs[i / 3][i % 3] = Math.floorMod(values[i], 15);
    }
    int[] assigned = Assignment.cheapest(costs, none(4, none));
    double total = 0;
    for (int row = 0; row < 4; row++) {
      total += assigned[row] < 0 ? none : costs[row][assigned[row]];
    }
    assertEquals(best(costs, 0, 0, none), total, 1e-9);
  }

  private static double best(double[][] costs, int row, int taken, double none) {
    if (row == costs.length) {
      return 0;
    }
    double best = none + best(costs, row + 1, taken, none);
    for (int column = 0; column < costs[row].length; column++) {
      if ((taken & 1 << column) == 0) {
        best = Math.min(best, costs[row][column] + best(costs, row + 1, taken | 1 << column, none));
      }
    }
    return best;
  }
}
