package org.postura.blazepose.persons;

import java.util.Arrays;

/**
 * The assignment of rows to columns that costs least in total.
 *
 * <p>Source: the Hungarian method (Kuhn 1955, Munkres 1957) with potentials and shortest augmenting
 * paths, as in Jonker and Volgenant: "A shortest augmenting path algorithm for dense and sparse
 * linear assignment problems", Computing 38 (1987). O(rows²·columns), at most 20 × 20 here.
 */
final class Assignment {
  /** Stands for "not assigned". */
  static final int NONE = -1;

  private Assignment() {}

  /**
   * Assigns every row to a column or to none.
   *
   * @param costs rows × columns; a pair may not be assigned if its cost is infinite or NaN
   * @param none what it costs to leave a row without a column, of each row
   * @return the column of every row, or {@link #NONE}
   */
  static int[] cheapest(double[][] costs, double[] none) {
    int rows = costs.length;
    int columns = rows == 0 ? 0 : costs[0].length;
    // One more column a row: the one that stands for "none".
    int all = columns + rows;
    double[] rowPotential = new double[rows + 1];
    double[] columnPotential = new double[all + 1];
    int[] rowOf = new int[all + 1];
    for (int row = 1; row <= rows; row++) {
      augment(costs, none, row, rowPotential, columnPotential, rowOf);
    }
    int[] assigned = new int[rows];
    Arrays.fill(assigned, NONE);
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0 && costs[rowOf[column] - 1][column - 1] < none[rowOf[column] - 1]) {
        assigned[rowOf[column] - 1] = column - 1;
      }
    }
    return assigned;
  }

  /** Brings in a row by the cheapest path of reassignments. Rows and columns count from 1. */
  private static void augment(
      double[][] costs, double[] none, int row, double[] u, double[] v, int[] rowOf) {
    int all = rowOf.length - 1;
    double[] distance = new double[all + 1];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    boolean[] done = new boolean[all + 1];
    int[] before = new int[all + 1];
    rowOf[0] = row;
    int column = 0;
    do {
      done[column] = true;
      int from = rowOf[column];
      double shortest = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int j = 1; j <= all; j++) {
        if (!done[j]) {
          double through = cost(costs, none, from - 1, j - 1) - u[from] - v[j];
          if (through < distance[j]) {
            distance[j] = through;
            before[j] = column;
          }
          if (distance[j] < shortest) {
            shortest = distance[j];
            next = j;
          }
        }
      }
      for (int j = 0; j <= all; j++) {
        if (done[j]) {
          u[rowOf[j]] += shortest;
          v[j] -= shortest;
        } else {
          distance[j] -= shortest;
        }
      }
      column = next;
    } while (rowOf[column] != 0);
    while (column != 0) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
  }

  private static double cost(double[][] costs, double[] none, int row, int column) {
    if (column >= costs[row].length) {
      return none[row];
    }
    // A pair that may not be is dearer than none, but finite.
    return costs[row][column] < none[row] ? costs[row][column] : none[row] + 1;
  }
}
