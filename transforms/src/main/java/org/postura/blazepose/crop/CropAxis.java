package org.postura.blazepose.crop;

/**
 * Positions along one stored axis, in 1/32 pixel, to pixels and weights.
 *
 * <p>A position between two pixels p and p+1 weighs them with {@code max(0, 32 − |position −
 * 32·pixel|)}, so that one formula serves the inside, a black border (a pixel outside gets no
 * weight) and, after clamping, a replicated one. Loops here are short and free of branches for the
 * compiler to vectorise.
 */
final class CropAxis {
  /** Farther than any position, see {@link Roi#isUsable}, and differences still fit an int. */
  private static final int FARTHEST = 1 << 30;

  private final int[] pixel;
  private final int[] weight0;
  private final int[] weight1;

  CropAxis(int capacity) {
    pixel = new int[capacity];
    weight0 = new int[capacity];
    weight1 = new int[capacity];
  }

  /** The first of the two pixels: 0 to length − 2, or 0 if the axis is one pixel long. */
  int[] pixel() {
    return pixel;
  }

  /** 0…32, weight of {@link #pixel}. */
  int[] weight0() {
    return weight0;
  }

  /** 0…32, weight of {@link #pixel} + 1. */
  int[] weight1() {
    return weight1;
  }

  /**
   * Fills the first {@code count} entries.
   *
   * @param positions upright positions along this axis, in 1/32 pixel
   * @param length pixels of the stored axis
   * @param flipped whether the stored axis runs against the upright one
   */
  void fill(int[] positions, int count, int length, boolean flipped, Border border) {
    int end = (length - 1) * Resampler.STEPS;
    int sign = flipped ? -1 : 1;
    int origin = flipped ? end : 0;
    boolean clamped = border == Border.REPLICATE;
    int lowest = clamped ? 0 : -FARTHEST;
    int highest = clamped ? end : FARTHEST;
    int lastPixel = Math.max(0, length - 2);
    // An axis of one pixel has no second one to weigh.
    int pair = length > 1 ? -1 : 0;
    int[] firsts = pixel;
    int[] weights0 = weight0;
    int[] weights1 = weight1;
    for (int i = 0; i < count; i++) {
      int at =
          highest - positive(highest - lowest - positive(positions[i] * sign + origin - lowest));
      int first = lastPixel - positive(lastPixel - positive(at >> Resampler.STEP_BITS));
      int beyond = at - first * Resampler.STEPS;
      firsts[i] = first;
      weights0[i] = positive(Resampler.STEPS - Math.abs(beyond));
      weights1[i] = positive(Resampler.STEPS - Math.abs(beyond - Resampler.STEPS)) & pair;
    }
  }

  /** {@code max(x, 0)} in a form that Java 17 vectorises, unlike {@link Math#max(int, int)}. */
  private static int positive(int x) {
    return x & ~(x >> 31);
  }
}
