package org.postura.video.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

class FrameClockTest {
  private static final long NONE = avutil.AV_NOPTS_VALUE;

  @Test
  void keepsTheContainersStamps() {
    FrameClock clock = new FrameClock(1, 15360, 60, 1);
    assertEquals(512, clock.pts(0, 512));
    assertEquals(700, clock.pts(1, 700));
    assertFalse(clock.invented());
  }

  @Test
  void fillsAGapWithTheFrameRate() {
    FrameClock clock = new FrameClock(1, 15360, 60, 1);
    clock.pts(0, 512);
    assertEquals(768, clock.pts(1, NONE));
    assertEquals(1024, clock.pts(2, NONE));
    assertEquals(2000, clock.pts(3, 2000));
    assertFalse(clock.invented());
  }

  @Test
  void countsThroughIfTheFirstStampIsMissing() {
    FrameClock clock = new FrameClock(1, 1000, 60, 1);
    assertEquals(0, clock.pts(0, NONE));
    assertEquals(17, clock.pts(1, NONE));
    // A real stamp would go back in time.
    assertEquals(33, clock.pts(2, 0));
    assertTrue(clock.invented());
  }

  @Test
  void takes25FramesASecondIfNothingIsKnown() {
    FrameClock clock = new FrameClock(1, 1000, 0, 0);
    clock.pts(0, NONE);
    assertEquals(40, clock.pts(1, NONE));
  }

  @Test
  void roundsMicrosecondsToNearest() {
    FrameClock clock = new FrameClock(1, 3, 1, 1);
    assertEquals(333_333, clock.timeUs(1));
    assertEquals(666_667, clock.timeUs(2));
    assertEquals(-666_667, clock.timeUs(-2));
    // Beyond what fits 64 bits in between.
    assertEquals(333_333_333_333_333_333L, clock.timeUs(1_000_000_000_000L));
  }
}
