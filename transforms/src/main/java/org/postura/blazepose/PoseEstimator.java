package org.postura.blazepose;

import java.util.ArrayList;
import java.util.List;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.filter.FilterClock;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.BodyNetwork;
import org.postura.blazepose.network.Network;
import org.postura.blazepose.network.PersonDetector;
import org.postura.blazepose.network.Rules;
import org.postura.blazepose.persons.MediaPipeTracker;
import org.postura.blazepose.persons.PersonTracker;
import org.postura.blazepose.persons.Tracker;
import org.postura.landmarks.Pose;
import org.postura.video.Frame;

/**
 * Finds the persons in the frames of one video.
 *
 * <p>One estimator a video and thread: in {@link RunningMode#VIDEO} it remembers whom it saw, so
 * frames must come in presentation order. Holds native memory (1.4 MB): close it.
 *
 * <p>What {@link Pose#person} means depends on the profile: {@link Profile#MEDIAPIPE_TASKS} numbers
 * the persons of every frame from 0 on, as do all profiles in {@link RunningMode#IMAGE}. In {@link
 * Profile#POSTURA} a person keeps a number for as long as he or she is there, and gets it again
 * after being out of sight for at most {@link PoseOptions#personMemory} seconds; no number is given
 * to two persons. In {@link Profile#MEDIAPIPE_SOLUTIONS} the person is always 0.
 */
public final class PoseEstimator implements AutoCloseable {
  private final PersonDetector detector;
  private final BodyNetwork network;
  private final PoseOptions options;
  private final Tracker tracker;
  private final Body body = new Body();

  PoseEstimator(Network detectorNetwork, Network landmarkNetwork, PoseOptions options) {
    Rules rules = rules(options.profile());
    this.options = options;
    detector = new PersonDetector(detectorNetwork, rules, options.minDetectionConfidence());
    network = new BodyNetwork(landmarkNetwork, rules, options.minPosePresenceConfidence());
    tracker = tracker(options, rules, detector, network);
  }

  private static Tracker tracker(
      PoseOptions options, Rules rules, PersonDetector detector, BodyNetwork network) {
    int numPoses = options.numPoses();
    float minOverlap = options.minTrackingConfidence();
    return switch (options.profile()) {
      case POSTURA ->
          new PersonTracker(
              numPoses,
              options.smoothing(),
              minOverlap,
              options.personMemory(),
              rules,
              FilterClock.media(),
              detector,
              network);
      case MEDIAPIPE_SOLUTIONS ->
          new MediaPipeTracker(
              numPoses,
              options.smoothing(),
              Float.POSITIVE_INFINITY,
              rules,
              FilterClock.solutions(),
              detector,
              network);
      case MEDIAPIPE_TASKS ->
          new MediaPipeTracker(
              numPoses,
              // Tasks smooths only if it can't see more than one person.
              options.smoothing() && numPoses == 1,
              minOverlap,
              rules,
              FilterClock.tasks(),
              detector,
              network);
    };
  }

  /** How often the detector was run; the costs of a video are this and {@link #landmarkRuns}. */
  public long detectorRuns() {
    return detector.runs();
  }

  /** How often the landmark network was run: once for each person looked at in a frame. */
  public long landmarkRuns() {
    return network.runs();
  }

  private static Rules rules(Profile profile) {
    return switch (profile) {
      case POSTURA, MEDIAPIPE_SOLUTIONS -> Rules.SOLUTIONS;
      case MEDIAPIPE_TASKS -> Rules.TASKS;
    };
  }

  /**
   * The persons in a frame, at most {@code numPoses}; empty if nobody is there. {@link Pose#score}
   * is the landmark network's pose flag.
   *
   * @param frame its pixels are read during the call only
   */
  public List<Pose> estimate(Frame frame) {
    return switch (options.runningMode()) {
      case VIDEO -> tracker.track(frame);
      case IMAGE -> look(frame);
    };
  }

  /** Every detection on its own, without memory or smoothing. */
  private List<Pose> look(Frame frame) {
    List<Roi> regions = detector.detect(frame);
    List<Pose> poses = new ArrayList<>();
    for (Roi roi : regions.subList(0, Math.min(regions.size(), options.numPoses()))) {
      if (network.measure(frame, roi, body)) {
        poses.add(body.toPose(poses.size()));
      }
    }
    return poses;
  }

  @Override
  public void close() {
    detector.close();
    network.close();
  }
}
