package org.postura.blazepose.persons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postura.blazepose.crop.Roi;

/** Where to look for somebody who is not followed. */
final class Regions {
  /** A region's side in sizes of the person: twice the distance of its points, and 1.25 of that. */
  private static final double SIDE = 2.5;

  /** Sizes of the person within which a detection is of who stands there, whatever the regions. */
  private static final double SAME_PLACE = 0.35;

  /**
   * Sizes of the person, and as many a second, within which a detection may be of who is missed.
   */
  private static final double REACH = 0.7;

  /** What somebody who is followed has before somebody who is missed, in sizes. */
  private static final double FOLLOWED = 0.1;

  /** More than any pair costs that can be one person. */
  private static final double WORST = 100;

  private Regions() {}

  /**
   * A region to look at.
   *
   * @param remembered whether it is but the memory of somebody missed
   */
  record Wanted(Roi roi, boolean remembered) {}

  /**
   * The regions to look at: the detections that none of the followed accounts for, those first that
   * may be somebody missed; then the places where those should be who are hidden by others; then
   * the other detections, as the detector gave them. Each person accounts for one detection at
   * most, so somebody who stands before another hides nobody.
   *
   * @param minOverlap who is followed may account for a detection if the IoU of their regions is
   *     greater, or if they are close
   */
  static List<Wanted> wanted(
      List<Person> followed,
      List<Person> lost,
      List<Roi> detections,
      float minOverlap,
      double aspect,
      long timeUs) {
    int persons = followed.size() + lost.size();
    double[][] costs = new double[detections.size()][persons];
    for (int d = 0; d < detections.size(); d++) {
      for (int p = 0; p < persons; p++) {
        costs[d][p] =
            p < followed.size()
                ? cost(detections.get(d), followed.get(p).trail().roi(), minOverlap, aspect)
                : cost(detections.get(d), lost.get(p - followed.size()).motion(), aspect, timeUs);
      }
    }
    double[] none = new double[detections.size()];
    Arrays.fill(none, WORST);
    int[] explained = Assignment.cheapest(costs, none);
    List<Wanted> rest = new ArrayList<>();
    boolean[] found = new boolean[lost.size()];
    for (int d = 0; d < detections.size(); d++) {
      if (explained[d] >= followed.size()) {
        rest.add(new Wanted(detections.get(d), false));
        found[explained[d] - followed.size()] = true;
      }
    }
    for (int p = 0; p < lost.size(); p++) {
      Roi expected =
          found[p] || !lost.get(p).isInDoubt(timeUs)
              ? null
              : lost.get(p).soughtRegion(aspect, timeUs);
      if (expected != null) {
        rest.add(new Wanted(expected, true));
      }
    }
    for (int d = 0; d < detections.size(); d++) {
      if (explained[d] == Assignment.NONE) {
        rest.add(new Wanted(detections.get(d), false));
      }
    }
    return rest;
  }

  /** Distance and difference of sizes; infinite if they can't be one person. */
  private static double cost(Roi detection, Roi region, float minOverlap, double aspect) {
    double size = (detection.width() + region.width()) / 2 / SIDE;
    double distance =
        Math.hypot(
                detection.xCenter() - region.xCenter(),
                (detection.yCenter() - region.yCenter()) * aspect)
            / size;
    boolean one = distance < SAME_PLACE || detection.toBox().iou(region.toBox()) > minOverlap;
    return one
        ? distance + Math.abs(Math.log(detection.width() / region.width()))
        : Double.POSITIVE_INFINITY;
  }

  private static double cost(Roi detection, Motion missed, double aspect, long timeUs) {
    double x = detection.xCenter();
    double y = detection.yCenter() * aspect;
    double distance = Math.min(missed.distanceFromPrediction(timeUs, x, y), missed.distance(x, y));
    return distance < REACH * (1 + missed.age(timeUs))
        ? FOLLOWED + distance + Math.abs(Math.log(detection.width() / SIDE / missed.size()))
        : Double.POSITIVE_INFINITY;
  }
}
