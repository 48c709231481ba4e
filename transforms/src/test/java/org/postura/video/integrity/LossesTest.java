package org.postura.video.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postura.video.VerdictCode;

class LossesTest {
  private static final long FILE_BYTES = 1000;
  private static final Announced TEN = new Announced(10, false, FILE_BYTES);

  private final Losses losses = new Losses();

  @Test
  void twoFieldsThatAreSamplesOfTheirOwnMakeOneFrame() {
    for (int i = 0; i < 5; i++) {
      packet(i == 0, 2 * i);
      packet(false, 2 * i + 1);
      losses.frame(i, true);
    }
    assertEquals(0, losses.lost(TEN, FILE_BYTES));
    assertEquals(Optional.empty(), losses.verdict(TEN, FILE_BYTES, false, ""));
  }

  @Test
  void framesBeforeTheFirstKeyframeAreMissed() {
    packet(false, 0);
    packet(false, 1);
    packet(true, 4);
    // Shown before the keyframe, and made of what came before it.
    packet(false, 3);
    for (int i = 5; i < 11; i++) {
      packet(false, i);
    }
    for (int i = 0; i < 7; i++) {
      losses.frame(i, true);
    }
    assertEquals(3, losses.lost(TEN, FILE_BYTES));
    assertEquals(
        VerdictCode.CORRUPT, losses.verdict(TEN, FILE_BYTES, false, "").orElseThrow().code());
  }

  @Test
  void samplesThatAreNotThereAreMissed() {
    for (int i = 0; i < 9; i++) {
      packet(i == 0, i);
      losses.frame(i, true);
    }
    assertEquals(1, losses.lost(TEN, FILE_BYTES));
    assertEquals(0, losses.lost(new Announced(9, false, FILE_BYTES), FILE_BYTES));
  }

  @Test
  void aDecoderThatFailsHasLostWhatItDoesNotGive() {
    for (int i = 0; i < 10; i++) {
      packet(i == 0, i);
    }
    losses.frame(0, true);
    losses.error();
    assertEquals(9, losses.lost(TEN, FILE_BYTES));
  }

  @Test
  void chunksWithoutBytesAreMissedOnlyWhereTheyAreNotPassed() {
    Announced header = new Announced(3, true, FILE_BYTES);
    packet(true, 0);
    losses.frame(0, true);
    assertEquals(2, losses.lost(header, FILE_BYTES));
    packet(false, 2);
    losses.frame(2, true);
    assertEquals(0, losses.lost(header, FILE_BYTES));
    assertTrue(losses.verdict(header, FILE_BYTES, false, "").isEmpty());
  }

  private void packet(boolean key, long pts) {
    if (key) {
      losses.keyframe(pts);
    }
    losses.packet(pts, pts);
  }
}
