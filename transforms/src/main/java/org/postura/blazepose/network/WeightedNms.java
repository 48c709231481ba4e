package org.postura.blazepose.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.postura.blazepose.crop.Box;

/**
 * Weighted non-maximum suppression: every group of overlapping detections becomes one, whose box
 * and points are the group's mean weighted by score.
 *
 * <p>Source: MediaPipe {@code calculators/util/non_max_suppression_calculator.cc}, {@code WEIGHTED}
 * with {@code INTERSECTION_OVER_UNION}; f32 sums in the order of falling scores.
 */
final class WeightedNms {
  private WeightedNms() {}

  /**
   * One detection a group, highest score first.
   *
   * @param threshold detections overlap if their IoU is greater
   */
  static List<Detection> suppress(List<Detection> detections, float threshold) {
    List<Detection> remaining = new ArrayList<>(detections);
    remaining.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    while (!remaining.isEmpty()) {
      Detection top = remaining.get(0);
      Box topBox = top.toBox();
      List<Detection> group = new ArrayList<>();
      List<Detection> rest = new ArrayList<>();
      for (Detection detection : remaining) {
        (detection.toBox().iou(topBox) > threshold ? group : rest).add(detection);
      }
      kept.add(group.isEmpty() ? top : mean(top.score(), group));
      // A box without area overlaps nothing, not even itself: MediaPipe stops there.
      if (rest.size() == remaining.size()) {
        break;
      }
      remaining = rest;
    }
    return kept;
  }

  private static Detection mean(float score, List<Detection> group) {
    float total = 0;
    float xMin = 0;
    float yMin = 0;
    float xMax = 0;
    float yMax = 0;
    float[] points = new float[group.get(0).keypoints().length];
    for (Detection detection : group) {
      float weight = detection.score();
      total += weight;
      xMin += detection.xMin() * weight;
      yMin += detection.yMin() * weight;
      xMax += (detection.xMin() + detection.width()) * weight;
      yMax += (detection.yMin() + detection.height()) * weight;
      for (int i = 0; i < points.length; i++) {
        points[i] += detection.keypoints()[i] * weight;
      }
    }
    for (int i = 0; i < points.length; i++) {
      points[i] /= total;
    }
    float left = xMin / total;
    float top = yMin / total;
    return new Detection(score, left, top, xMax / total - left, yMax / total - top, points);
  }
}
