package org.postura.blazepose.persons;

import java.util.ArrayList;
import java.util.List;
import org.postura.blazepose.crop.Box;
import org.postura.blazepose.crop.Roi;

/** Which regions are looked at: those of the persons followed so far, and new ones. */
final class Association {
  private Association() {}

  /**
   * MediaPipe's rule: of overlapping regions the later one stays, persons first, then detections.
   * So a detection replaces the region of the person it overlaps with.
   *
   * <p>Source: MediaPipe {@code calculators/util/association_calculator.h} as {@code
   * pose_landmarker_graph.cc} feeds it.
   *
   * @param threshold regions overlap if the IoU of their unrotated boxes is greater
   */
  static List<Candidate> latestWins(List<Person> persons, List<Roi> detections, float threshold) {
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : inOrder(persons, detections)) {
      Box box = candidate.roi().toBox();
      kept.removeIf(other -> box.iou(other.roi().toBox()) > threshold);
      kept.add(candidate);
    }
    return kept;
  }

  /**
   * postura's own rule: of overlapping regions the earlier one stays, persons by age, then
   * detections by score. So a detection of somebody who is followed changes nothing: every person
   * is followed from frame to frame as {@code solutions} follows its only one, whether or not the
   * detector runs for others. Two persons whose regions have become one end as the older of them.
   */
  static List<Candidate> earliestWins(List<Person> persons, List<Roi> detections, float threshold) {
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : inOrder(persons, detections)) {
      Box box = candidate.roi().toBox();
      if (kept.stream().noneMatch(other -> box.iou(other.roi().toBox()) > threshold)) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private static List<Candidate> inOrder(List<Person> persons, List<Roi> detections) {
    List<Candidate> all = new ArrayList<>();
    for (Person person : persons) {
      all.add(new Candidate(person.roi(), person));
    }
    for (Roi roi : detections) {
      all.add(new Candidate(roi, null));
    }
    return all;
  }
}
