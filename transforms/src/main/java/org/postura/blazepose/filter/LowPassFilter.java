package org.postura.blazepose.filter;

/**
 * Exponential smoothing of one number; the first value passes.
 *
 * <p>Source: MediaPipe {@code util/filtering/low_pass_filter.cc}: f32 state, the sum in f64.
 */
final class LowPassFilter {
  private boolean initialized;
  private float alpha;
  private float lastRaw;
  private float lastOutput;

  LowPassFilter(float alpha) {
    this.alpha = alpha;
  }

  /** Smooths with a new factor; one outside 0…1 is ignored and the old one kept. */
  float apply(float value, float newAlpha) {
    if (newAlpha >= 0 && newAlpha <= 1) {
      alpha = newAlpha;
    }
    return apply(value);
  }

  float apply(float value) {
    float output = value;
    if (initialized) {
      output = (float) ((double) (alpha * value) + (1.0 - alpha) * lastOutput);
    }
    initialized = true;
    lastRaw = value;
    lastOutput = output;
    return output;
  }

  boolean isInitialized() {
    return initialized;
  }

  /** The last value put in. */
  float lastRaw() {
    return lastRaw;
  }

  void reset() {
    initialized = false;
  }
}
