package org.postura.blazepose.persons;

import java.util.ArrayList;
import java.util.List;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.filter.FilterClock;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.BodyNetwork;
import org.postura.blazepose.network.PersonDetector;
import org.postura.blazepose.network.Rules;
import org.postura.landmarks.Pose;
import org.postura.video.Frame;

/**
 * Follows persons from frame to frame. All that is remembered of a video is in here: the persons,
 * the next number and the clock.
 *
 * <p>Source: MediaPipe {@code modules/pose_landmark/pose_landmark_cpu.pbtxt} for one person, {@code
 * tasks/cc/vision/pose_landmarker/pose_landmarker_graph.cc} for several.
 */
public final class Tracker {
  private final Following following;
  private final PersonDetector detector;
  private final BodyNetwork network;
  private final Rules rules;
  private final boolean smoothing;
  private final FilterClock clock;
  private final Body body = new Body();

  /** With one pose a frame it is always this person, whose filters outlive gaps. */
  private final Person only;

  private List<Person> followed = List.of();
  private int nextNumber;

  public Tracker(
      Following following,
      Rules rules,
      FilterClock clock,
      PersonDetector detector,
      BodyNetwork network) {
    this.following = following;
    this.rules = rules;
    this.clock = clock;
    this.detector = detector;
    this.network = network;
    // Tasks smooths only if it can't see more than one person.
    smoothing = following.smoothing() && !(following.tasks() && following.numPoses() > 1);
    only = following.numPoses() == 1 ? newPerson() : null;
  }

  /** The persons in the next frame of the video. */
  public List<Pose> track(Frame frame) {
    long timeUs = clock.next(frame.timeUs());
    List<Person> present = new ArrayList<>();
    List<Pose> poses = new ArrayList<>();
    for (Candidate candidate : candidates(frame)) {
      if (network.measure(frame, candidate.roi(), body)) {
        Person person = candidate.person() == null ? newcomer() : candidate.person();
        person.update(body, frame.width(), frame.height(), timeUs);
        // MediaPipe Tasks has no numbers: an index in each frame.
        poses.add(body.toPose(following.tasks() ? poses.size() : person.number()));
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
        followed.size() < following.numPoses() ? detector.detect(frame) : List.of();
    float threshold = following.minOverlap();
    List<Candidate> all =
        following.tasks()
            ? Association.latestWins(followed, detections, threshold)
            : Association.earliestWins(followed, detections, threshold);
    return all.subList(0, Math.min(all.size(), following.numPoses()));
  }

  private Person newcomer() {
    return only == null ? newPerson() : only;
  }

  private Person newPerson() {
    return new Person(nextNumber++, smoothing, rules);
  }
}
