package org.postura.video.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.video.Orientation;

class DisplayMatrixTest {
  /** The orientation whose matrix a turn clockwise by so many degrees is nearest to. */
  @ParameterizedTest
  @CsvSource({
    "0, UPRIGHT",
    "30, UPRIGHT",
    "-40, UPRIGHT",
    "50, ROTATE_90",
    "90, ROTATE_90",
    "130, ROTATE_90",
    "140, ROTATE_180",
    "180, ROTATE_180",
    "-179, ROTATE_180",
    "270, ROTATE_270",
    "-60, ROTATE_270",
    "315.5, UPRIGHT"
  })
  void turnsAreRoundedToQuarters(double degrees, Orientation expected) {
    long one = 1 << 16;
    long cos = Math.round(one * Math.cos(Math.toRadians(degrees)));
    long sin = Math.round(one * Math.sin(Math.toRadians(degrees)));
    assertEquals(expected, DisplayMatrix.nearest(cos, sin, -sin, cos));
  }

  @Test
  void aMatrixOfZerosTurnsNothing() {
    assertEquals(Orientation.UPRIGHT, DisplayMatrix.nearest(0, 0, 0, 0));
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void eachOrientationIsItsThreeProperties(Orientation orientation) {
    assertEquals(
        orientation,
        Orientation.of(orientation.swapped(), orientation.flippedX(), orientation.flippedY()));
  }
}
