package org.postura.blazepose.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The detector's raw numbers to detections.
 *
 * <p>Source: MediaPipe {@code calculators/tensor/tensors_to_detections_calculator.cc} with {@code
 * sigmoid_score}, {@code score_clipping_thresh: 100}, {@code reverse_output_order} and scales of
 * 224.
 */
final class DetectionDecoder {
  /** Numbers an anchor: box (4) and four keypoints. */
  static final int VALUES = 12;

  private static final int BOX_VALUES = 4;
  private static final float SCALE = 224f;
  private static final float SCORE_CLIP = 100f;

  private DetectionDecoder() {}

  /**
   * Detections whose score is at least {@code minScore}, in the order of the anchors.
   *
   * @param boxes 2254×12: centre, size and keypoints, in pixels relative to the anchor
   * @param scores 2254 logits
   */
  static List<Detection> decode(FloatBuffer boxes, FloatBuffer scores, float minScore) {
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < Anchors.COUNT; i++) {
      float logit = Math.max(-SCORE_CLIP, Math.min(SCORE_CLIP, scores.get(i)));
      float score = Sigmoid.of(logit);
      if (score >= minScore) {
        Detection detection = box(boxes, i, score);
        // Also false for NaN.
        if (detection.width() >= 0 && detection.height() >= 0) {
          detections.add(detection);
        }
      }
    }
    return detections;
  }

  private static Detection box(FloatBuffer boxes, int anchor, float score) {
    int at = anchor * VALUES;
    float anchorX = Anchors.x(anchor);
    float anchorY = Anchors.y(anchor);
    float x = boxes.get(at) / SCALE + anchorX;
    float y = boxes.get(at + 1) / SCALE + anchorY;
    float halfWidth = boxes.get(at + 2) / SCALE / 2f;
    float halfHeight = boxes.get(at + 3) / SCALE / 2f;
    float[] keypoints = new float[VALUES - BOX_VALUES];
    for (int k = 0; k < keypoints.length; k += 2) {
      keypoints[k] = boxes.get(at + BOX_VALUES + k) / SCALE + anchorX;
      keypoints[k + 1] = boxes.get(at + BOX_VALUES + k + 1) / SCALE + anchorY;
    }
    float xMin = x - halfWidth;
    float yMin = y - halfHeight;
    return new Detection(score, xMin, yMin, x + halfWidth - xMin, y + halfHeight - yMin, keypoints);
  }
}
