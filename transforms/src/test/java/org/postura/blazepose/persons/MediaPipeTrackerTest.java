package org.postura.blazepose.persons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.Rules;

class MediaPipeTrackerTest {
  private static final float THRESHOLD = 0.5f;

  private static Roi at(float x) {
    return new Roi(x, 0.5f, 0.4f, 0.4f, 0);
  }

  private static Trail trailAt(float x) {
    Trail trail = new Trail(false, Rules.TASKS);
    Body body = new Body();
    // The region has 2.5 times the distance between the auxiliary points as its side.
    body.image().x()[Body.CENTER] = x;
    body.image().y()[Body.CENTER] = 0.5f;
    body.image().x()[Body.SCALE] = x;
    body.image().y()[Body.SCALE] = 0.5f - 0.16f;
    trail.update(body, 1000, 1000, 1);
    return trail;
  }

  /** T for a trail and D for a detection, with the place: "T@0.20". */
  private static List<String> kept(List<Trail> trails, List<Roi> detections, float threshold) {
    List<String> texts = new ArrayList<>();
    for (MediaPipeTracker.Candidate candidate :
        MediaPipeTracker.latestWins(trails, detections, threshold)) {
      texts.add(
          "%s@%.2f".formatted(candidate.trail() == null ? "D" : "T", candidate.roi().xCenter()));
    }
    return texts;
  }

  @Test
  void separateRegionsAllStayPersonsFirst() {
    assertEquals(
        List.of("T@0.20", "T@0.60", "D@1.20"),
        kept(List.of(trailAt(0.2f), trailAt(0.6f)), List.of(at(1.2f)), THRESHOLD));
  }

  @Test
  void aDetectionReplacesThePersonItOverlaps() {
    assertEquals(
        List.of("T@0.80", "D@0.22"),
        kept(List.of(trailAt(0.2f), trailAt(0.8f)), List.of(at(0.22f)), THRESHOLD));
  }

  @Test
  void ofTwoPersonsInOnePlaceTheLaterStays() {
    assertEquals(
        List.of("T@0.21"), kept(List.of(trailAt(0.2f), trailAt(0.21f)), List.of(), THRESHOLD));
  }

  @Test
  void theOverlapMustExceedTheThreshold() {
    assertEquals(2, kept(List.of(trailAt(0.2f)), List.of(at(0.22f)), 1f).size());
  }

  @Test
  void withoutAThresholdTheFirstDetectionStaysFirst() {
    List<Roi> detections = List.of(at(0.2f), at(0.2f));
    assertEquals(2, kept(List.of(), detections, Float.POSITIVE_INFINITY).size());
  }
}
