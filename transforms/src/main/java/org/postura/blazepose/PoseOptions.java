package org.postura.blazepose;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.Locale;

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
 */
@AutoValue
public abstract class PoseOptions implements Serializable {
  /** The most persons a frame. */
  public static final int MAX_POSES = 10;

  /** The longest memory of a person out of sight, in seconds. */
  public static final int MAX_PERSON_MEMORY = 3600;

  PoseOptions() {}

  /** The defaults that stand at the values. */
  public static PoseOptions defaults() {
    return new AutoValue_PoseOptions.Builder()
        .setProfile(Profile.POSTURA)
        .setModel(Model.FULL)
        .setRunningMode(RunningMode.VIDEO)
        .setNumPoses(1)
        .setSmoothing(true)
        .setMinDetectionConfidence(0.5f)
        .setMinPosePresenceConfidence(0.5f)
        .setMinTrackingConfidence(0.5f)
        .setPersonMemory(1)
        .build();
  }

  /** Whose rules are followed; default {@link Profile#POSTURA}. */
  public abstract Profile profile();

  /** The landmark network; default {@link Model#FULL}. */
  public abstract Model model();

  /** Whether frames are tracked or taken each on its own; default {@link RunningMode#VIDEO}. */
  public abstract RunningMode runningMode();

  /** The most persons a frame, 1 to {@value #MAX_POSES}; default 1. */
  public abstract int numPoses();

  /**
   * Whether landmarks are smoothed in {@link RunningMode#VIDEO}; default true. {@link
   * Profile#MEDIAPIPE_TASKS} never smooths with several poses. The region of the next frame comes
   * from smoothed points regardless, except in {@code MEDIAPIPE_TASKS}.
   */
  public abstract boolean smoothing();

  /** The lowest score, 0 to 1, of a detection that is looked at; default 0.5. */
  public abstract float minDetectionConfidence();

  /**
   * A person is there if the landmark network's pose flag, 0 to 1, is above this; default 0.5.
   * {@code solutions} calls this threshold {@code min_tracking_confidence}: {@link
   * Profile#MEDIAPIPE_SOLUTIONS} takes it from here, and has no use for {@link
   * #minTrackingConfidence}.
   */
  public abstract float minPosePresenceConfidence();

  /**
   * Regions whose IoU, 0 to 1, is above this are one person; default 0.5; without effect with one
   * pose.
   */
  public abstract float minTrackingConfidence();

  /**
   * Seconds of the video, 0 to {@value #MAX_PERSON_MEMORY}, for which a person who is out of sight
   * is remembered, to get the same number on coming back; default 1. Used by {@link
   * Profile#POSTURA} only.
   */
  public abstract double personMemory();

  /** Whose rules are followed. */
  public PoseOptions withProfile(Profile value) {
    return toBuilder().setProfile(value).build();
  }

  /** Which landmark network. */
  public PoseOptions withModel(Model value) {
    return toBuilder().setModel(value).build();
  }

  /** Whether frames are tracked or taken each on its own. */
  public PoseOptions withRunningMode(RunningMode value) {
    return toBuilder().setRunningMode(value).build();
  }

  /** The most persons a frame, 1 to 10. */
  public PoseOptions withNumPoses(int value) {
    return toBuilder().setNumPoses(value).build();
  }

  /** Whether landmarks are smoothed. */
  public PoseOptions withSmoothing(boolean value) {
    return toBuilder().setSmoothing(value).build();
  }

  /** The lowest score of a detection, 0 to 1. */
  public PoseOptions withMinDetectionConfidence(float value) {
    return toBuilder().setMinDetectionConfidence(value).build();
  }

  /** The pose flag above which a person is there, 0 to 1. */
  public PoseOptions withMinPosePresenceConfidence(float value) {
    return toBuilder().setMinPosePresenceConfidence(value).build();
  }

  /** The overlap (IoU) above which two regions are one person, 0 to 1. */
  public PoseOptions withMinTrackingConfidence(float value) {
    return toBuilder().setMinTrackingConfidence(value).build();
  }

  /** How long a person out of sight is remembered, in seconds. */
  public PoseOptions withPersonMemory(double value) {
    return toBuilder().setPersonMemory(value).build();
  }

  /**
   * Checks that the values go together.
   *
   * @return this
   * @throws IllegalArgumentException if {@link Profile#MEDIAPIPE_SOLUTIONS} should find several
   *     poses
   */
  public PoseOptions check() {
    if (profile() == Profile.MEDIAPIPE_SOLUTIONS && numPoses() > 1) {
      throw new IllegalArgumentException(
          "The profile mediapipe-solutions finds one person: numPoses must be 1, was "
              + numPoses());
    }
    return this;
  }

  private static void checkConfidence(String name, float value) {
    // Also true for NaN.
    if (!(value >= 0f && value <= 1f)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be 0 to 1, was %s", name, value));
    }
  }

  abstract Builder toBuilder();

  /** Values as they are set; checked when built. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setProfile(Profile value);

    abstract Builder setModel(Model value);

    abstract Builder setRunningMode(RunningMode value);

    abstract Builder setNumPoses(int value);

    abstract Builder setSmoothing(boolean value);

    abstract Builder setMinDetectionConfidence(float value);

    abstract Builder setMinPosePresenceConfidence(float value);

    abstract Builder setMinTrackingConfidence(float value);

    abstract Builder setPersonMemory(double value);

    abstract PoseOptions values();

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    PoseOptions build() {
      PoseOptions options = values();
      if (options.numPoses() < 1 || options.numPoses() > MAX_POSES) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "numPoses must be 1 to %d, was %d", MAX_POSES, options.numPoses()));
      }
      checkConfidence("minDetectionConfidence", options.minDetectionConfidence());
      checkConfidence("minPosePresenceConfidence", options.minPosePresenceConfidence());
      checkConfidence("minTrackingConfidence", options.minTrackingConfidence());
      if (!(options.personMemory() >= 0 && options.personMemory() <= MAX_PERSON_MEMORY)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "personMemory must be 0 to %d seconds, was %s",
                MAX_PERSON_MEMORY,
                options.personMemory()));
      }
      return options;
    }
  }
}
