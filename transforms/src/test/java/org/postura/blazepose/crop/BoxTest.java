package org.postura.blazepose.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class BoxTest {
  private static final Box UNIT = new Box(0, 0, 1, 1);

  @Test
  void overlapIsIntersectionOverUnion() {
    assertEquals(1f, UNIT.iou(UNIT));
    assertEquals(1f / 3f, UNIT.iou(new Box(0.5f, 0, 1.5f, 1)), 1e-7f);
    assertEquals(0f, UNIT.iou(new Box(1, 0, 2, 1)));
    assertEquals(0f, UNIT.iou(new Box(1.1f, 0, 2, 1)));
    assertEquals(0f, UNIT.iou(new Box(0.2f, 2, 0.3f, 3)));
  }

  @Test
  void boxesWithoutAreaDoNotOverlap() {
    Box point = new Box(0.5f, 0.5f, 0.5f, 0.5f);
    assertEquals(0f, point.iou(point));
    assertEquals(0f, UNIT.iou(new Box(0.6f, 0.6f, 0.4f, 0.8f)));
    assertEquals(0f, UNIT.iou(new Box(Float.NaN, 0, 1, 1)));
  }

  @Property
  void overlapIsSymmetricAndAFraction(
      @ForAll @FloatRange(min = -2, max = 2) float x,
      @ForAll @FloatRange(min = -2, max = 2) float y,
      @ForAll @FloatRange(min = 0, max = 2) float size) {
    Box box = new Box(x, y, x + size, y + size);
    float overlap = UNIT.iou(box);
    assertEquals(overlap, box.iou(UNIT), 1e-6f);
    assertTrue(overlap >= 0f && overlap <= 1.000001f);
  }
}
