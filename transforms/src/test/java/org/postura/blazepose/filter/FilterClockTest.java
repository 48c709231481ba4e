package org.postura.blazepose.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FilterClockTest {
  private static void assertTimes(FilterClock clock, long[] stamps, long... expected) {
    for (int i = 0; i < stamps.length; i++) {
      assertEquals(expected[i], clock.next(stamps[i]), "frame " + i);
    }
  }

  @Test
  void solutionsCountsCalls() {
    assertTimes(FilterClock.solutions(), new long[] {0, 5, -9}, 33_333, 66_666, 99_999);
  }

  @Test
  void tasksTakesWholeMilliseconds() {
    assertTimes(FilterClock.tasks(), new long[] {0, 16_667, 33_999, -1}, 0, 16_000, 33_000, -1_000);
  }

  @Test
  void posturaEqualsSolutionsOnItsStamps() {
    assertTimes(FilterClock.media(), new long[] {33_333, 66_666, 99_999}, 33_333, 66_666, 99_999);
  }

  @Test
  void posturaTakesTheDifferencesWhereverTheVideoStarts() {
    assertTimes(FilterClock.media(), new long[] {0, 40_000, 90_000}, 33_333, 73_333, 123_333);
    assertTimes(FilterClock.media(), new long[] {-50_000, -10_000, 0}, 33_333, 73_333, 83_333);
  }

  @Test
  void posturaRepeatsTheLastStepWhereStampsDoNotRise() {
    assertTimes(
        FilterClock.media(),
        new long[] {1_000_000, 1_040_000, 1_040_000, 10_000, 30_000},
        33_333,
        73_333,
        113_333,
        153_333,
        173_333);
  }

  @Property
  void posturaAlwaysRises(@ForAll List<Long> stamps) {
    FilterClock clock = FilterClock.media();
    long last = 0;
    for (long stamp : stamps) {
      long now = clock.next(stamp);
      assertTrue(now > last);
      last = now;
    }
  }
}
