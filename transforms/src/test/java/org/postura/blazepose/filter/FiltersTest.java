package org.postura.blazepose.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.Points;

/** The filters on the worked examples of MediaPipe's, and their bounds. */
class FiltersTest {
  private static final long STEP_NANOS = 33_333_000L;

  private static float[] oneEuro(long[] nanos, float... values) {
    OneEuroFilter filter = new OneEuroFilter(0.05f, 80f);
    float[] smoothed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      smoothed[i] = filter.apply(nanos[i], 1f / 300f, values[i]);
    }
    return smoothed;
  }

  private static long[] steps(int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = (i + 1) * STEP_NANOS;
    }
    return nanos;
  }

  @Test
  void oneEuroFollowsMediaPipesExample() {
    assertArrayEquals(
        new float[] {100f, 100.0673f, 101.4197f, 102.1927f, 102.5355f, 107.8710f},
        oneEuro(steps(6), 100f, 100.5f, 103f, 103.2f, 103.1f, 110f),
        1e-4f);
  }

  @Test
  void lowPassFollowsMediaPipesExample() {
    LowPassFilter filter = new LowPassFilter(0.1f);
    assertEquals(0.9f, filter.apply(0.9f));
    assertEquals(0.86f, filter.apply(0.5f), 1e-7f);
    assertEquals(0.824f, filter.apply(0.5f), 1e-7f);
    assertEquals(0.8405999f, filter.apply(0.99f), 1e-7f);
  }

  @Test
  void aFactorOutsideItsRangeKeepsTheOldOne() {
    LowPassFilter filter = new LowPassFilter(0.5f);
    filter.apply(1f);
    assertEquals(2f, filter.apply(3f, 1.5f));
    assertEquals(2.5f, filter.apply(3f, Float.NaN));
  }

  @Test
  void aTimeThatDoesNotRisePassesTheValueAndIsForgotten() {
    float[] smoothed = oneEuro(new long[] {100, 100, 90, 33_333_100}, 1f, 5f, 7f, 1f);
    assertArrayEquals(new float[] {1f, 5f, 7f, 1f}, smoothed);
  }

  /** A first time of 0 leaves the frequency at 30 for the second value too. */
  @Test
  void aStartAtZeroDelaysTheFrequencyAsInMediaPipe() {
    long[] fromZero = {0, 40_000_000L, 80_000_000L};
    long[] asIf = {1, 33_333_334L, 73_333_334L};
    assertArrayEquals(oneEuro(asIf, 1f, 2f, 4f), oneEuro(fromZero, 1f, 2f, 4f), 1e-6f);
  }

  @Test
  void resetMakesAFilterNew() {
    OneEuroFilter filter = new OneEuroFilter(0.05f, 80f);
    filter.apply(STEP_NANOS, 1f, 10f);
    filter.apply(2 * STEP_NANOS, 1f, 20f);
    filter.reset();
    assertEquals(3f, filter.apply(STEP_NANOS, 1f, 3f));
    assertTrue(filter.apply(2 * STEP_NANOS, 1f / 300f, 4f) < 4f);
  }

  @Property
  void oneEuroStaysWithinWhatItSaw(
      @ForAll @Size(min = 1, max = 40) List<@FloatRange(min = -500, max = 500) Float> values) {
    OneEuroFilter filter = new OneEuroFilter(0.05f, 80f);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    long now = 0;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
      now += STEP_NANOS;
      float smoothed = filter.apply(now, 1f / 300f, value);
      assertTrue(smoothed >= low - 1e-3f && smoothed <= high + 1e-3f);
    }
  }

  @Test
  void aPersonWithoutSizeIsNotSmoothed() {
    OneEuroSmoother smoother = OneEuroSmoother.forAuxiliaryPoints();
    Points points = Points.of(Body.POINTS);
    points.x()[Body.CENTER] = 0.5f;
    smoother.smoothInPixels(points, Body.CENTER, 640, 360, 100f, STEP_NANOS);
    points.x()[Body.CENTER] = 0.7f;
    smoother.smoothInPixels(points, Body.CENTER, 640, 360, 1e-7f, 2 * STEP_NANOS);
    assertEquals(0.7f, points.x()[Body.CENTER]);
    smoother.smoothInPixels(points, Body.CENTER, 640, 360, 100f, 3 * STEP_NANOS);
    assertTrue(points.x()[Body.CENTER] < 0.7f);
  }
}
