package org.postura.video.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelAspectTest {
  @ParameterizedTest
  @CsvSource({
    "720, 64, 45, 1024",
    "720, 8, 9, 640",
    "360, 2, 1, 720",
    // Unknown or square.
    "720, 0, 1, 720",
    "720, 1, 0, 720",
    "720, 5, 5, 720",
    // Rounded by an encoder, or nonsense.
    "1080, 404, 405, 1080",
    "720, 9, 1, 720",
    "720, 1, 65535, 720",
    "1, 1, 4, 1"
  })
  void givesTheWidthOfSquarePixels(int width, int num, int den, int expected) {
    assertEquals(expected, PixelAspect.squareWidth(width, num, den));
  }
}
