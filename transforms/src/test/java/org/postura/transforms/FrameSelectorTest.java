package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameSelectorTest {
  @Test
  void takesAllWithoutARate() {
    assertEquals(List.of(5L, 5L, 3L), selected(OptionalDouble.empty(), 5, 5, 3));
  }

  @Test
  void takesEveryThirdOf30FramesForTen() {
    long[] times = LongStream.range(0, 30).map(k -> Math.round(k * 1e6 / 30)).toArray();

    assertEquals(
        List.of(
            0L, 100_000L, 200_000L, 300_000L, 400_000L, 500_000L, 600_000L, 700_000L, 800_000L,
            900_000L),
        selected(OptionalDouble.of(10), times));
  }

  @Test
  void takesEverySecondOfNtscRateForItsHalf() {
    long[] times = LongStream.range(0, 300).map(k -> Math.round(k * 1001e6 / 30000)).toArray();

    List<Long> selected = selected(OptionalDouble.of(15000 / 1001.0), times);

    assertEquals(150, selected.size());
    for (int i = 0; i < selected.size(); i++) {
      assertEquals(times[2 * i], selected.get(i));
    }
  }

  @Test
  void countsFromTheFirstFramesTime() {
    assertEquals(
        List.of(7_000_050L, 7_500_050L),
        selected(OptionalDouble.of(2), 7_000_050, 7_250_050, 7_500_050, 7_750_050));
  }

  @Test
  void startsAgainWhenTheClockJumpsBack() {
    assertEquals(
        List.of(10_000_000L, 11_000_000L, 0L, 1_000_000L),
        selected(OptionalDouble.of(1), 10_000_000, 11_000_000, 0, 500_000, 1_000_000));
  }

  @Test
  void startsAgainWhereRecordingsAreJoined() {
    assertEquals(
        List.of(0L, 1_000_000L, 2_000_000L, 500_000L, 1_500_000L),
        selected(
            OptionalDouble.of(1),
            0,
            500_000,
            1_000_000,
            1_500_000,
            2_000_000,
            500_000,
            1_000_000,
            1_500_000));
  }

  @Test
  void stampsALittleOutOfOrderDoNotAddFrames() {
    assertEquals(
        List.of(0L, 1_000_000L, 2_000_000L),
        selected(
            OptionalDouble.of(1),
            0,
            400_000,
            300_000,
            1_000_000,
            1_000_000,
            900_000,
            1_400_000,
            2_000_000));
  }

  @Property
  void neverMoreThanTheRateAndOneOnAnyTimes(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 500_000) Long> gaps,
      @ForAll @DoubleRange(min = 0.1, max = 100) double fps) {
    long[] times = new long[gaps.size()];
    long time = 0;
    for (int i = 0; i < times.length; i++) {
      time += gaps.get(i);
      times[i] = time;
    }

    List<Long> selected = selected(OptionalDouble.of(fps), times);

    double span = (times[times.length - 1] - times[0]) / 1e6;
    assertTrue(selected.size() <= Math.floor(span * fps + 1e-3) + 1, selected::toString);
    assertEquals(times[0], selected.get(0));
  }

  /** Matroska rounds to 1 ms, and 33 ms are less than a 30th of a second. */
  @Test
  void roundedStampsLoseNothingAtTheirOwnRateAndNoEvennessBelow() {
    long[] times = LongStream.range(0, 60).map(k -> Math.round(k * 1e3 / 30) * 1000).toArray();

    assertEquals(60, selected(ofRate(30, 0, 1e6 / 30), times).size());
    List<Long> half = selected(ofRate(15, 0, 1e6 / 30), times);
    assertEquals(30, half.size());
    for (int i = 0; i < half.size(); i++) {
      assertEquals(times[2 * i], half.get(i));
    }
  }

  /** A person who asks for 30 of a phone's 30.02 wants them all. */
  @Test
  void aClockThatIsWrongByAPartInAThousandIsTheSameRate() {
    long[] times = LongStream.range(0, 9_000).map(k -> Math.round(k * 1e6 / 30.02)).toArray();

    assertEquals(9_000, selected(ofRate(30, 0, 1e6 / 30.02), times).size());
  }

  /** A screen recording: the container's mean of 10 frames a second is no rate of its bursts. */
  @Test
  void burstsOfAVariableRateAreBoundedAsEver() {
    long[] times = LongStream.range(0, 60).map(k -> 5_000_000 + k * 16_667).toArray();

    assertEquals(31, selected(ofRate(30, 0, 100_000), times).size(), 1);
  }

  @Property
  void nothingIsDroppedAtOrAboveTheSourcesOwnRate(
      @ForAll @Size(value = 300) List<@DoubleRange(min = -0.2, max = 0.2) Double> jitter,
      @ForAll @DoubleRange(min = 5, max = 240) double rate,
      @ForAll @DoubleRange(min = 1, max = 4) double times) {
    long[] stamps = stamps(jitter, rate, 7_000_000);

    assertEquals(
        stamps.length, selected(ofRate(rate * times, stamps[0], 1e6 / rate), stamps).size());
  }

  @Property
  void belowItEveryIdealTimeHasTheNearestFrame(
      @ForAll @Size(value = 300) List<@DoubleRange(min = -0.1, max = 0.1) Double> jitter,
      @ForAll @DoubleRange(min = 5, max = 240) double rate,
      @ForAll @DoubleRange(min = 0.05, max = 0.97) double part) {
    long[] stamps = stamps(jitter, rate, 0);
    double distance = 1e6 / (rate * part);
    double frame = 1e6 / rate;

    List<Long> selected = selected(ofRate(rate * part, stamps[0], frame), stamps);

    int ideal = (int) ((stamps[stamps.length - 1] - stamps[0]) / distance);
    assertTrue(selected.size() <= ideal + 2, selected.size() + " for " + ideal);
    TreeSet<Long> sorted = new TreeSet<>(selected);
    for (int i = 0; i < ideal; i++) {
      long time = Math.round(stamps[0] + i * distance);
      Long before = sorted.floor(time);
      Long after = sorted.ceiling(time);
      double off =
          Math.min(before == null ? 1e9 : time - before, after == null ? 1e9 : after - time);
      // Half a frame, the part of one that decides ties, and the jitter of three frames.
      assertTrue(off <= frame * (0.5 + 1 / 16.0 + 0.3), off + " at " + time);
    }
  }

  @Property
  void aSegmentDecidesAsTheWholeVideoOnceItHasSeenAFewFrames(
      @ForAll @Size(value = 200) List<@DoubleRange(min = -0.2, max = 0.2) Double> jitter,
      @ForAll @DoubleRange(min = 5, max = 240) double rate,
      @ForAll @DoubleRange(min = 0.05, max = 2) double part,
      @ForAll @IntRange(min = 1, max = 150) int begin) {
    long[] stamps = stamps(jitter, rate, 1_000_000);
    FrameSelector whole = ofRate(rate * part, stamps[0], 1e6 / rate);
    FrameSelector segment = ofRate(rate * part, stamps[0], 1e6 / rate);

    for (int i = 0; i < stamps.length; i++) {
      boolean wanted = whole.wants(stamps[i]);
      if (i >= begin) {
        boolean here = segment.wants(stamps[i]);
        if (i >= begin + FrameSelector.MEMORY) {
          assertEquals(wanted, here, "frame " + i);
        }
      }
    }
  }

  private static long[] stamps(List<Double> jitter, double rate, long startUs) {
    long[] stamps = new long[jitter.size()];
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = startUs + Math.round((i + jitter.get(i)) * 1e6 / rate);
    }
    return stamps;
  }

  private static FrameSelector ofRate(double fps, long startUs, double frameUs) {
    return new FrameSelector(OptionalDouble.of(fps), startUs, frameUs);
  }

  private static List<Long> selected(OptionalDouble fps, long... times) {
    return selected(new FrameSelector(fps), times);
  }

  private static List<Long> selected(FrameSelector selector, long... times) {
    List<Long> selected = new ArrayList<>();
    for (long time : times) {
      if (selector.wants(time)) {
        selected.add(time);
      }
    }
    return selected;
  }
}
