package org.postura.blazepose;

/** Coordinates of points, to be changed in place; one array an axis. */
record Points(float[] x, float[] y, float[] z) {
  static Points of(int count) {
    return new Points(new float[count], new float[count], new float[count]);
  }
}
