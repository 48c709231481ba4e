package org.postura.blazepose.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.crop.Letterbox;
import org.postura.blazepose.crop.PixelRoi;

class DetectionTest {
  private static final float[] NO_POINTS = new float[8];

  private static Detection box(float score, float x, float y, float size) {
    return new Detection(score, x, y, size, size, new float[] {x, y, x, y, x, y, x, y});
  }

  @Test
  void anchorsCoverTheMapsRowByRow() {
    assertEquals(0.5f / 28, Anchors.x(0));
    assertEquals(0.5f / 28, Anchors.y(1));
    assertEquals(1.5f / 28, Anchors.x(2));
    assertEquals(1.5f / 28, Anchors.y(56));
    assertEquals(0.5f / 14, Anchors.x(1568));
    assertEquals(0.5f / 7, Anchors.y(1960));
    assertEquals(1.5f / 7, Anchors.x(1966));
    assertEquals(6.5f / 7, Anchors.y(Anchors.COUNT - 1));
  }

  @Test
  void decodesBoxesAndPointsRelativeToTheirAnchor() {
    FloatBuffer boxes = FloatBuffer.allocate(Anchors.COUNT * DetectionDecoder.VALUES);
    FloatBuffer scores = FloatBuffer.allocate(Anchors.COUNT);
    for (int i = 0; i < Anchors.COUNT; i++) {
      scores.put(i, -1000f);
    }
    scores.put(1960, 2f);
    float[] raw = {22.4f, -22.4f, 44.8f, 89.6f, 11.2f, 0, 0, 11.2f, 22.4f, 22.4f, 0, 0};
    boxes.put(1960 * DetectionDecoder.VALUES, raw);
    // Negative sizes and NaN are dropped, whatever their score.
    scores.put(5, 9f);
    boxes.put(5 * DetectionDecoder.VALUES + 2, -1f);
    scores.put(6, 9f);
    boxes.put(6 * DetectionDecoder.VALUES + 3, Float.NaN);
    List<Detection> found = DetectionDecoder.decode(boxes, scores, 0.5f);
    assertEquals(1, found.size());
    Detection detection = found.get(0);
    float center = 0.5f / 7;
    assertEquals(1 / (1 + Math.exp(-2)), detection.score(), 1e-6);
    assertEquals(center + 0.1f - 0.1f, detection.xMin(), 1e-6f);
    assertEquals(center - 0.1f - 0.2f, detection.yMin(), 1e-6f);
    assertEquals(0.2f, detection.width(), 1e-6f);
    assertEquals(0.4f, detection.height(), 1e-6f);
    assertArrayEquals(
        new float[] {
          center + 0.05f,
          center,
          center,
          center + 0.05f,
          center + 0.1f,
          center + 0.1f,
          center,
          center
        },
        detection.keypoints(),
        1e-6f);
  }

  @Test
  void keepsAScoreThatEqualsTheThreshold() {
    FloatBuffer boxes = FloatBuffer.allocate(Anchors.COUNT * DetectionDecoder.VALUES);
    FloatBuffer scores = FloatBuffer.allocate(Anchors.COUNT);
    assertEquals(Anchors.COUNT, DetectionDecoder.decode(boxes, scores, 0.5f).size());
    assertEquals(0, DetectionDecoder.decode(boxes, scores, Math.nextUp(0.5f)).size());
  }

  @Test
  void suppressionGivesTheWeightedMeanUnderTheHighestScore() {
    List<Detection> kept =
        WeightedNms.suppress(
            List.of(
                box(0.6f, 0.11f, 0.1f, 0.2f),
                box(0.7f, 0.6f, 0.6f, 0.2f),
                box(0.9f, 0.1f, 0.1f, 0.2f)),
            0.3f);
    assertEquals(2, kept.size());
    assertEquals(0.9f, kept.get(0).score());
    float mean = (0.9f * 0.1f + 0.6f * 0.11f) / 1.5f;
    assertEquals(mean, kept.get(0).xMin(), 1e-6f);
    assertEquals(0.2f, kept.get(0).width(), 1e-6f);
    assertEquals(mean, kept.get(0).keypoints()[2], 1e-6f);
    assertEquals(0.1f, kept.get(0).keypoints()[3], 1e-6f);
    assertEquals(0.7f, kept.get(1).score());
    assertEquals(0.6f, kept.get(1).yMin(), 1e-6f);
  }

  @Test
  void onlyAnOverlapAboveTheThresholdMerges() {
    Detection first = new Detection(0.9f, 0, 0, 1, 1, NO_POINTS);
    Detection second = new Detection(0.8f, 0.5f, 0, 1, 1, NO_POINTS);
    float overlap = first.toBox().iou(second.toBox());
    assertEquals(2, WeightedNms.suppress(List.of(first, second), overlap).size());
    assertEquals(1, WeightedNms.suppress(List.of(first, second), Math.nextDown(overlap)).size());
  }

  @Test
  void aBoxWithoutAreaEndsTheSuppression() {
    List<Detection> kept =
        WeightedNms.suppress(List.of(box(0.9f, 0.5f, 0.5f, 0), box(0.8f, 0.1f, 0.1f, 0.2f)), 0.3f);
    assertEquals(1, kept.size());
    assertEquals(0.9f, kept.get(0).score());
  }

  @Test
  void nothingGivesNothing() {
    assertTrue(WeightedNms.suppress(List.of(), 0.3f).isEmpty());
  }

  @Test
  void barsAreTakenOffBoxesAndPoints() {
    Letterbox letterbox = Letterbox.around(PixelRoi.whole(200, 100));
    assertEquals(new PixelRoi(100, 50, 200, 200, 0), letterbox.square());
    assertEquals(0f, letterbox.left());
    assertEquals(0.25f, letterbox.top());
    Detection found = box(0.9f, 0.5f, 0.25f, 0.25f).unpadded(letterbox);
    assertEquals(0.5f, found.xMin());
    assertEquals(0f, found.yMin());
    assertEquals(0.25f, found.width());
    assertEquals(0.5f, found.height());
    assertArrayEquals(new float[] {0.5f, 0, 0.5f, 0, 0.5f, 0, 0.5f, 0}, found.keypoints());
  }

  @Test
  void portraitPicturesHaveTheirBarsAtTheSides() {
    Letterbox letterbox = Letterbox.around(PixelRoi.whole(90, 120));
    assertEquals(0.125f, letterbox.left());
    assertEquals(0f, letterbox.top());
    assertEquals(0f, letterbox.x(0.125f));
    assertEquals(1f, letterbox.x(0.875f));
    assertEquals(0.4f, letterbox.y(0.4f));
    assertEquals(1f / 0.75f, letterbox.width(1f));
  }
}
