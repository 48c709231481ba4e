package org.postura.run;

import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalDouble;
import org.postura.blazepose.BlazePose;
import org.postura.blazepose.PoseOptions;
import org.postura.blazepose.Profile;
import org.postura.blazepose.RunningMode;
import org.postura.landmarks.Codec;
import org.postura.landmarks.Format;
import org.postura.video.VideoLimits;

/**
 * What decides about the records of a video.
 *
 * @param poses profile, model, tracking and thresholds
 * @param fps at most this many frames a second of media time, 0 for all
 * @param format of the output
 * @param codec of Avro's blocks; says nothing in other formats
 * @param limits what a video may cost
 */
public record Estimation(
    PoseOptions poses, double fps, Format format, Codec codec, VideoLimits limits)
    implements Serializable {

  /** With the codec that every reader has. */
  public Estimation(PoseOptions poses, double fps, Format format, VideoLimits limits) {
    this(poses, fps, format, Codec.DEFLATE, limits);
  }

  /** The option as a value that may be missing. */
  public OptionalDouble framesPerSecond() {
    return fps > 0 ? OptionalDouble.of(fps) : OptionalDouble.empty();
  }

  /**
   * The options as one line, equal exactly if the records are bound to be: it stands in the ledger
   * and in file metadata, and {@code --reprocess=changed} compares it. Where a rule has changed
   * since version 0.1, the line says so, but only where the rule is used: the rest of an archive
   * stays up to date.
   */
  public String line() {
    return line01() + since01();
  }

  private String since01() {
    StringBuilder line = new StringBuilder();
    if (fps > 0) {
      line.append(" fps_rule=nearest");
    }
    boolean follows =
        poses.profile() == Profile.POSTURA && poses.runningMode() == RunningMode.VIDEO;
    if (follows && poses.numPoses() > 1) {
      line.append(" persons=oks");
    }
    if (follows && poses.personMemory() != PoseOptions.defaults().personMemory()) {
      line.append(" person_memory=").append(poses.personMemory());
    }
    if (format == Format.AVRO && codec != Codec.DEFLATE) {
      line.append(" codec=").append(codec.id());
    }
    return line.toString();
  }

  private String line01() {
    return String.format(
        Locale.ROOT,
        "profile=%s model=%s running_mode=%s num_poses=%d smoothing=%s"
            + " min_detection_confidence=%s min_pose_presence_confidence=%s"
            + " min_tracking_confidence=%s fps=%s format=%s model_sha256=%s",
        word(poses.profile()),
        poses.model().id(),
        word(poses.runningMode()),
        poses.numPoses(),
        poses.smoothing(),
        poses.minDetectionConfidence(),
        poses.minPosePresenceConfidence(),
        poses.minTrackingConfidence(),
        fps > 0 ? Double.toString(fps) : "all",
        format.id(),
        BlazePose.sha256(poses.model()));
  }

  /**
   * The limits as one line: they decide about {@code LIMIT_EXCEEDED} and {@code TIMED_OUT} alone.
   */
  public String limitsLine() {
    return String.format(
        Locale.ROOT,
        "bytes=%d pixels=%d duration_ms=%d frames=%d streams=%d probe_bytes=%d"
            + " frame_timeout_ms=%d memory=%d",
        limits.maxBytes(),
        limits.maxPixels(),
        limits.maxDuration().toMillis(),
        limits.maxFrames(),
        limits.maxStreams(),
        limits.maxProbeBytes(),
        limits.frameTimeout().toMillis(),
        limits.maxMemory());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
