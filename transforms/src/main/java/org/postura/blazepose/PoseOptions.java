package org.postura.blazepose;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a {@link PoseEstimator} should do. Every {@code withX} gives a changed copy and checks its
 * own value; {@link #check} checks the combination, in whatever order it was set.
 *
 * <pre>{@code
 * PoseOptions options = PoseOptions.defaults().withModel(Model.HEAVY).withNumPoses(2);
 * }</pre>
 *
 * <p>Names and defaults are those of MediaPipe Tasks ({@code
 * tasks/cc/vision/pose_landmarker/pose_landmarker.h}).
 *
 * @param profile whose rules are followed; default {@link Profile#POSTURA}
 * @param model the landmark network; default {@link Model#FULL}
 * @param runningMode whether frames are tracked or taken each on its own; default {@link
 *     RunningMode#VIDEO}
 * @param numPoses the most persons a frame, 1 to {@value #MAX_POSES}; default 1
 * @param smoothing whether landmarks are smoothed in {@link RunningMode#VIDEO}; default true.
 *     {@link Profile#MEDIAPIPE_TASKS} never smooths with several poses. The region of the next
 *     frame comes from smoothed points regardless, except in {@code MEDIAPIPE_TASKS}
 * @param minDetectionConfidence lowest score, 0 to 1, of a detection that is looked at; default 0.5
 * @param minPosePresenceConfidence a person is there if the landmark network's pose flag, 0 to 1,
 *     is above this; default 0.5. {@code solutions} calls this threshold {@code
 *     min_tracking_confidence}: {@link Profile#MEDIAPIPE_SOLUTIONS} takes it from here, and has no
 *     use for {@code minTrackingConfidence}
 * @param minTrackingConfidence regions whose IoU, 0 to 1, is above this are one person; default
 *     0.5; without effect with one pose
 */
public record PoseOptions(
    Profile profile,
    Model model,
    RunningMode runningMode,
    int numPoses,
    boolean smoothing,
    float minDetectionConfidence,
    float minPosePresenceConfidence,
    float minTrackingConfidence)
    implements Serializable {
  /** The most persons a frame. */
  public static final int MAX_POSES = 10;

  private static final PoseOptions DEFAULTS =
      new PoseOptions(Profile.POSTURA, Model.FULL, RunningMode.VIDEO, 1, true, 0.5f, 0.5f, 0.5f);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public PoseOptions {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(runningMode, "runningMode");
    if (numPoses < 1 || numPoses > MAX_POSES) {
      throw new IllegalArgumentException(
          "numPoses must be 1 to %d, was %d".formatted(MAX_POSES, numPoses));
    }
    checkConfidence("minDetectionConfidence", minDetectionConfidence);
    checkConfidence("minPosePresenceConfidence", minPosePresenceConfidence);
    checkConfidence("minTrackingConfidence", minTrackingConfidence);
  }

  /** The defaults that stand at the parameters. */
  public static PoseOptions defaults() {
    return DEFAULTS;
  }

  /** Whose rules are followed. */
  public PoseOptions withProfile(Profile value) {
    return new PoseOptions(
        value,
        model,
        runningMode,
        numPoses,
        smoothing,
        minDetectionConfidence,
        minPosePresenceConfidence,
        minTrackingConfidence);
  }

  /** Which landmark network. */
  public PoseOptions withModel(Model value) {
    return new PoseOptions(
        profile,
        value,
        runningMode,
        numPoses,
        smoothing,
        minDetectionConfidence,
        minPosePresenceConfidence,
        minTrackingConfidence);
  }

  /** Whether frames are tracked or taken each on its own. */
  public PoseOptions withRunningMode(RunningMode value) {
    return new PoseOptions(
        profile,
        model,
        value,
        numPoses,
        smoothing,
        minDetectionConfidence,
        minPosePresenceConfidence,
        minTrackingConfidence);
  }

  /** The most persons a frame, 1 to 10. */
  public PoseOptions withNumPoses(int value) {
    return new PoseOptions(
        profile,
        model,
        runningMode,
        value,
        smoothing,
        minDetectionConfidence,
        minPosePresenceConfidence,
        minTrackingConfidence);
  }

  /** Whether landmarks are smoothed. */
  public PoseOptions withSmoothing(boolean value) {
    return new PoseOptions(
        profile,
        model,
        runningMode,
        numPoses,
        value,
        minDetectionConfidence,
        minPosePresenceConfidence,
        minTrackingConfidence);
  }

  /** The lowest score of a detection, 0 to 1. */
  public PoseOptions withMinDetectionConfidence(float value) {
    return new PoseOptions(
        profile,
        model,
        runningMode,
        numPoses,
        smoothing,
        value,
        minPosePresenceConfidence,
        minTrackingConfidence);
  }

  /** The pose flag above which a person is there, 0 to 1. */
  public PoseOptions withMinPosePresenceConfidence(float value) {
    return new PoseOptions(
        profile,
        model,
        runningMode,
        numPoses,
        smoothing,
        minDetectionConfidence,
        value,
        minTrackingConfidence);
  }

  /** The overlap (IoU) above which two regions are one person, 0 to 1. */
  public PoseOptions withMinTrackingConfidence(float value) {
    return new PoseOptions(
        profile,
        model,
        runningMode,
        numPoses,
        smoothing,
        minDetectionConfidence,
        minPosePresenceConfidence,
        value);
  }

  /**
   * Checks that the values go together.
   *
   * @return this
   * @throws IllegalArgumentException if {@link Profile#MEDIAPIPE_SOLUTIONS} should find several
   *     poses
   */
  public PoseOptions check() {
    if (profile == Profile.MEDIAPIPE_SOLUTIONS && numPoses > 1) {
      throw new IllegalArgumentException(
          "The profile mediapipe-solutions finds one person: numPoses must be 1, was " + numPoses);
    }
    return this;
  }

  private static void checkConfidence(String name, float value) {
    // Also true for NaN.
    if (!(value >= 0f && value <= 1f)) {
      throw new IllegalArgumentException("%s must be 0 to 1, was %s".formatted(name, value));
    }
  }
}
