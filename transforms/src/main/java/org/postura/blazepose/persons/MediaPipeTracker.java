package org.postura.blazepose.persons;

import java.util.ArrayList;
import java.util.List;
import org.postura.blazepose.crop.Box;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.filter.FilterClock;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.BodyNetwork;
import org.postura.blazepose.network.PersonDetector;
import org.postura.blazepose.network.Rules;
import org.postura.landmarks.Pose;
import org.postura.video.Frame;

/**
 * Follows persons as MediaPipe does, to the letter. It knows no numbers: a person is called by the
 * index in the frame.
 *
 * <p>Source: MediaPipe {@code modules/pose_landmark/pose_landmark_cpu.pbtxt} for one person, {@code
 * tasks/cc/vision/pose_landmarker/pose_landmarker_graph.cc} for several.
 */
public final class MediaPipeTracker implements Tracker {
  private final int numPoses;
  private final float minOverlap;
  private final boolean smoothing;
  private final Rules rules;
  private final FilterClock clock;
  private final PersonDetector detector;
  private final BodyNetwork network;
  private final Body body = new Body();

  /** With one pose a frame it is always this person, whose filters outlive gaps. */
  private final Trail only;

  private List<Trail> followed = List.of();

  /**
   * @param numPoses the most persons a frame
   * @param smoothing whether landmarks are smoothed
   * @param minOverlap regions overlap if the IoU of their unrotated boxes is greater; infinity for
   *     {@code solutions}, which takes the first detection and compares none
   */
  public MediaPipeTracker(
      int numPoses,
      boolean smoothing,
      float minOverlap,
      Rules rules,
      FilterClock clock,
      PersonDetector detector,
      BodyNetwork network) {
    this.numPoses = numPoses;
    this.minOverlap = minOverlap;
    this.smoothing = smoothing;
    this.rules = rules;
    this.clock = clock;
    this.detector = detector;
    this.network = network;
    only = numPoses == 1 ? new Trail(smoothing, rules) : null;
  }

  @Override
  public List<Pose> track(Frame frame) {
    long timeUs = clock.next(frame.timeUs());
    List<Trail> present = new ArrayList<>();
    List<Pose> poses = new ArrayList<>();
    for (Candidate candidate : candidates(frame)) {
      if (network.measure(frame, candidate.roi(), body)) {
        Trail trail = candidate.trail() == null ? newTrail() : candidate.trail();
        trail.update(body, frame.width(), frame.height(), timeUs);
        poses.add(body.toPose(poses.size()));
        present.add(trail);
      }
    }
    if (only != null && present.isEmpty()) {
      only.lose();
    }
    followed = present;
    return poses;
  }

  /** The regions to look at; the detector runs only if there is room for another person. */
  private List<Candidate> candidates(Frame frame) {
    List<Roi> detections = followed.size() < numPoses ? detector.detect(frame) : List.of();
    List<Candidate> all = latestWins(followed, detections, minOverlap);
    return all.subList(0, Math.min(all.size(), numPoses));
  }

  private Trail newTrail() {
    return only == null ? new Trail(smoothing, rules) : only;
  }

  /**
   * MediaPipe's rule: of overlapping regions the later one stays, persons first, then detections.
   * So a detection replaces the region of the person it overlaps with.
   *
   * <p>Source: MediaPipe {@code calculators/util/association_calculator.h} as {@code
   * pose_landmarker_graph.cc} feeds it.
   *
   * @param threshold regions overlap if the IoU of their unrotated boxes is greater
   */
  static List<Candidate> latestWins(List<Trail> trails, List<Roi> detections, float threshold) {
    List<Candidate> all = new ArrayList<>();
    for (Trail trail : trails) {
      all.add(new Candidate(trail.roi(), trail));
    }
    for (Roi roi : detections) {
      all.add(new Candidate(roi, null));
    }
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : all) {
      Box box = candidate.roi().toBox();
      kept.removeIf(other -> box.iou(other.roi().toBox()) > threshold);
      kept.add(candidate);
    }
    return kept;
  }

  /**
   * A region to look at in this frame.
   *
   * @param trail whom it should show; null if it comes from the detector and belongs to nobody yet
   */
  record Candidate(Roi roi, Trail trail) {}
}
