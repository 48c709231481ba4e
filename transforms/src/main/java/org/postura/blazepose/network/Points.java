package org.postura.blazepose.network;

/** Coordinates of points, to be changed in place; one array an axis. */
public record Points(float[] x, float[] y, float[] z) {
  public static Points of(int count) {
    return new Points(new float[count], new float[count], new float[count]);
  }
}
