package org.postura.video.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CadenceTest {
  private final Cadence cadence = new Cadence(Cadence.MILLISECOND_US);

  /** Matroska's 33 and 34 ms are one step. */
  @Test
  void gapsInRoundedTimesAreCounted() {
    for (int i = 0; i < 40; i++) {
      if (i != 10 && i != 20 && i != 21) {
        cadence.frame(Math.round(i * 1e3 / 30) * 1000);
      }
    }
    assertEquals(3, cadence.missing());
  }

  @Test
  void aVariableRateHasNoGaps() {
    for (int i = 0; i < 40; i++) {
      cadence.frame(i * i * 5_000L);
    }
    assertEquals(0, cadence.missing());
  }

  /** Where recordings are joined the clock jumps, forward or back. */
  @Test
  void aClockThatIsSetIsNoGap() {
    for (int i = 0; i < 20; i++) {
      cadence.frame(i * 40_000L);
    }
    for (int i = 0; i < 20; i++) {
      cadence.frame(100_000_000L + i * 40_000L);
    }
    for (int i = 0; i < 20; i++) {
      cadence.frame(i * 40_000L);
    }
    assertEquals(0, cadence.missing());
  }
}
