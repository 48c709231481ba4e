package org.postura.blazepose.filter;

/**
 * The 1 € filter of one number: the faster it changes, the less it is smoothed.
 *
 * <p>Source: MediaPipe {@code util/filtering/one_euro_filter.cc} as of 0.10.15 and later; Casiez,
 * Roussel, Vogel: 1 € Filter (CHI 2012). Its quirks are kept: the derivative is taken from the raw
 * value before, and a time of 0 does not update the frequency.
 */
final class OneEuroFilter {
  /** {@code frequency} of MediaPipe's pose graphs: the rate before two times are known. */
  private static final double INITIAL_FREQUENCY = 30.0;

  /** {@code derivate_cutoff} of MediaPipe's pose graphs. */
  private static final double DERIVATIVE_CUTOFF = 1.0;

  private static final long NEVER = -1;
  private static final double SECONDS_PER_NANO = 1e-9;

  private final double minCutoff;
  private final double beta;
  private final LowPassFilter value;
  private final LowPassFilter derivative;
  private double frequency;
  private long lastNanos;

  /**
   * @param minCutoff Hz, f32 as in MediaPipe's options
   * @param beta cutoff gained per unit of speed
   */
  OneEuroFilter(float minCutoff, float beta) {
    this.minCutoff = minCutoff;
    this.beta = beta;
    value = new LowPassFilter(0f);
    derivative = new LowPassFilter(0f);
    reset();
  }

  /**
   * The smoothed value; a time that is not later than the one before passes the value unchanged.
   *
   * @param nanos time in nanoseconds
   * @param valueScale what speeds are multiplied with, to be independent of the person's size
   */
  float apply(long nanos, float valueScale, float raw) {
    if (lastNanos >= nanos) {
      return raw;
    }
    if (lastNanos != 0 && nanos != 0) {
      frequency = 1.0 / ((nanos - lastNanos) * SECONDS_PER_NANO);
    }
    lastNanos = nanos;
    double speed =
        value.isInitialized() ? ((double) raw - value.lastRaw()) * valueScale * frequency : 0.0;
    double smoothSpeed = derivative.apply((float) speed, (float) alpha(DERIVATIVE_CUTOFF));
    double cutoff = minCutoff + beta * Math.abs(smoothSpeed);
    return value.apply(raw, (float) alpha(cutoff));
  }

  void reset() {
    frequency = INITIAL_FREQUENCY;
    lastNanos = NEVER;
    value.reset();
    derivative.reset();
  }

  private double alpha(double cutoff) {
    double te = 1.0 / frequency;
    double tau = 1.0 / (2 * Math.PI * cutoff);
    return 1.0 / (1.0 + tau / te);
  }
}
