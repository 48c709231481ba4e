package org.postura.blazepose.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class RoiTest {
  /** MediaPipe's own test data: pose_expected_*.pbtxt for its picture of 1000×667. */
  @Test
  void agreesWithMediaPipesGoldenRectangle() {
    Roi roi =
        Roi.between(0.49192297f, 0.7013345f, 0.48453212f, 0.32265595f, 1000, 667)
            .expanded(1000, 667);
    assertEquals(0.49192297f, roi.xCenter(), 1e-7f);
    assertEquals(0.7013345f, roi.yCenter(), 1e-7f);
    assertEquals(0.6317167f, roi.width(), 1e-6f);
    assertEquals(0.9471016f, roi.height(), 1e-6f);
    assertEquals(-0.029253244f, roi.rotation(), 1e-6f);
  }

  @Test
  void upIsNoRotationAndClockwiseIsPositive() {
    assertEquals(0f, Roi.between(0.5f, 0.5f, 0.5f, 0.2f, 100, 100).rotation(), 1e-6f);
    assertEquals(Math.PI / 2, Roi.between(0.5f, 0.5f, 0.8f, 0.5f, 100, 100).rotation(), 1e-6f);
    assertEquals(-Math.PI / 2, Roi.between(0.5f, 0.5f, 0.2f, 0.5f, 100, 100).rotation(), 1e-6f);
    assertEquals(
        Math.PI, Math.abs(Roi.between(0.5f, 0.5f, 0.5f, 0.8f, 100, 100).rotation()), 1e-6f);
  }

  @Property
  void anglesStayTheSameAndWithinOneTurn(@ForAll @FloatRange(min = -20, max = 20) float angle) {
    float normalized = Roi.normalizeRadians(angle);
    assertTrue(normalized >= (float) -Math.PI && normalized <= (float) Math.PI);
    assertEquals(Math.cos(angle), Math.cos(normalized), 1e-5);
    assertEquals(Math.sin(angle), Math.sin(normalized), 1e-5);
  }

  @Property
  void isASquareOfTwiceTheDistance(
      @ForAll @FloatRange(min = -1, max = 2) float x,
      @ForAll @FloatRange(min = -1, max = 2) float y) {
    Roi roi = Roi.between(0.5f, 0.5f, x, y, 640, 360);
    double side = 2 * Math.hypot((x - 0.5) * 640, (y - 0.5) * 360);
    assertEquals(side, roi.width() * 640, 1e-3);
    assertEquals(side, roi.height() * 360, 1e-3);
    assertEquals(side, roi.objectScale(640, 360), 1e-3);
    assertEquals(1.25 * side, roi.expanded(640, 360).objectScale(640, 360), 1e-3);
  }

  @Test
  void aRegionWithoutSizeOrWithoutNumbersIsNotUsable() {
    assertTrue(new Roi(0.5f, 0.5f, 1, 1, 0).isUsable(640, 360));
    assertTrue(new Roi(-3f, 7f, 9, 9, -3.1415927f).isUsable(640, 360));
    assertFalse(new Roi(0.5f, 0.5f, 0, 0, 0).isUsable(640, 360));
    assertFalse(new Roi(Float.NaN, 0.5f, 1, 1, 0).isUsable(640, 360));
    assertFalse(new Roi(0.5f, 0.5f, Float.NaN, 1, 0).isUsable(640, 360));
    assertFalse(new Roi(0.5f, 0.5f, 1, 1, Float.NaN).isUsable(640, 360));
    assertFalse(new Roi(1e9f, 0.5f, 1, 1, 0).isUsable(640, 360));
    assertFalse(new Roi(0.5f, 0.5f, 1, Float.POSITIVE_INFINITY, 0).isUsable(640, 360));
  }
}
