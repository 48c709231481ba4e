package org.postura.blazepose;

import java.util.ArrayList;
import java.util.List;
import org.postura.landmarks.Pose;
import org.postura.video.Frame;

/**
 * Follows persons from frame to frame. All that is remembered of a video is in here: the persons,
 * the next number and the clock.
 *
 * <p>Source: MediaPipe {@code modules/pose_landmark/pose_landmark_cpu.pbtxt} for one person, {@code
 * tasks/cc/vision/pose_landmarker/pose_landmarker_graph.cc} for several.
 */
final class Tracker {
  private final PoseOptions options;
  private final PersonDetector detector;
  private final BodyNetwork network;
  private final Rules rules;
  private final boolean tasks;
  private final boolean smoothing;
  private final FilterClock clock;
  private final Body body = new Body();

  /** With one pose a frame it is always this person, whose filters outlive gaps. */
  private final Person only;

  private List<Person> followed = List.of();
  private int nextNumber;

  Tracker(PoseOptions options, PersonDetector detector, BodyNetwork network) {
    this.options = options;
    this.detector = detector;
    this.network = network;
    rules = Rules.of(options.profile());
    tasks = options.profile() == Profile.MEDIAPIPE_TASKS;
    // Tasks smooths only if it can't see more than one person.
    smoothing = options.smoothing() && !(tasks && options.numPoses() > 1);
    clock = FilterClock.of(options.profile());
    only = options.numPoses() == 1 ? newPerson() : null;
  }

  /** The persons in the next frame of the video. */
  List<Pose> track(Frame frame) {
    long timeUs = clock.next(frame.timeUs());
    List<Person> present = new ArrayList<>();
    List<Pose> poses = new ArrayList<>();
    for (Candidate candidate : candidates(frame)) {
      if (network.measure(frame, candidate.roi(), body)) {
        Person person = candidate.person() == null ? newcomer() : candidate.person();
        person.update(body, frame.width(), frame.height(), timeUs);
        // MediaPipe Tasks has no numbers: an index in each frame.
        poses.add(body.toPose(tasks ? poses.size() : person.number()));
        present.add(person);
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
    List<Roi> detections =
        followed.size() < options.numPoses() ? detector.detect(frame) : List.of();
    float threshold = options.minTrackingConfidence();
    List<Candidate> all =
        tasks
            ? Association.latestWins(followed, detections, threshold)
            : Association.earliestWins(followed, detections, threshold);
    return all.subList(0, Math.min(all.size(), options.numPoses()));
  }

  private Person newcomer() {
    return only == null ? newPerson() : only;
  }

  private Person newPerson() {
    return new Person(nextNumber++, smoothing, rules);
  }
}
