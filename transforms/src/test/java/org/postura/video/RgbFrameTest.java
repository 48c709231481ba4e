package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RgbFrameTest {
  private static final int WIDTH = 17;
  private static final int HEIGHT = 5;

  private final byte[] pixels = new byte[3 * WIDTH * HEIGHT];

  RgbFrameTest() {
    new Random(3).nextBytes(pixels);
  }

  @Test
  void takesAHeapBuffer() {
    try (RgbFrame frame = RgbFrame.of(ByteBuffer.wrap(pixels), WIDTH, HEIGHT, 4, 160_000)) {
      assertArrayEquals(pixels, Decoded.upright(frame));
      assertEquals(4, frame.index());
      assertEquals(160_000, frame.timeUs());
      assertEquals(WIDTH, frame.width());
      assertEquals(HEIGHT, frame.storedHeight());
      assertEquals(Orientation.UPRIGHT, frame.orientation());
    }
  }

  @Test
  void takesADirectBufferFromItsPosition() {
    ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length + 9);
    direct.position(9).put(pixels).position(9);
    try (RgbFrame frame = RgbFrame.of(direct, WIDTH, HEIGHT, 0, 0)) {
      assertArrayEquals(pixels, Decoded.upright(frame));
      assertEquals(9, direct.position());
    }
  }

  @Test
  void refusesWhatIsTooSmall() {
    ByteBuffer buffer = ByteBuffer.wrap(pixels);
    assertThrows(
        IllegalArgumentException.class, () -> RgbFrame.of(buffer, WIDTH + 1, HEIGHT, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> RgbFrame.of(buffer, 0, HEIGHT, 0, 0));
  }

  @Test
  void refusesRowsOutsideAndUseAfterClose() {
    RgbFrame frame = RgbFrame.of(ByteBuffer.wrap(pixels), WIDTH, HEIGHT, 0, 0);
    assertThrows(IllegalArgumentException.class, () -> frame.rgb(0, HEIGHT + 1));
    frame.close();
    assertThrows(IllegalStateException.class, () -> frame.rgb(0, 1));
  }
}
