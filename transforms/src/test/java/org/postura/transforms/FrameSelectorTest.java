package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
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

  private static List<Long> selected(OptionalDouble fps, long... times) {
    FrameSelector selector = new FrameSelector(fps);
    List<Long> selected = new ArrayList<>();
    for (long time : times) {
      if (selector.wants(time)) {
        selected.add(time);
      }
    }
    return selected;
  }
}
