package org.postura.blazepose.network;

/** The logistic function in f32, as MediaPipe's calculators write it. */
final class Sigmoid {
  private Sigmoid() {}

  static float of(float x) {
    return 1f / (1f + (float) Math.exp(-x));
  }
}
