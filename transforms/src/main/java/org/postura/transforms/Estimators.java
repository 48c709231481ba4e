package org.postura.transforms;

import org.postura.blazepose.BlazePose;
import org.postura.blazepose.PoseEstimator;
import org.postura.blazepose.RunningMode;
import org.postura.run.Estimation;
import org.postura.video.VideoInfo;

/**
 * The estimators of one thread's videos, one after the other. What remembers nothing of a frame is
 * used again for the next video or photo; where people are followed, every video has its own.
 */
public final class Estimators implements AutoCloseable {
  private final Estimation estimation;
  private final BlazePose blazePose;
  private PoseEstimator images;

  /**
   * @param blazePose has the model that the estimation asks for
   */
  public Estimators(Estimation estimation, BlazePose blazePose) {
    this.estimation = estimation;
    this.blazePose = blazePose;
  }

  /** What decides about the records. */
  public Estimation estimation() {
    return estimation;
  }

  /** An estimator as long as a video needs it. */
  static final class Use implements AutoCloseable {
    private final PoseEstimator estimator;
    private final boolean again;

    private Use(PoseEstimator estimator, boolean again) {
      this.estimator = estimator;
      this.again = again;
    }

    PoseEstimator estimator() {
      return estimator;
    }

    @Override
    public void close() {
      if (!again) {
        estimator.close();
      }
    }
  }

  /** For a video, or a photo, which is always a picture on its own. */
  Use of(VideoInfo info) {
    if (!info.photo() && estimation.poses().runningMode() == RunningMode.VIDEO) {
      return new Use(blazePose.newEstimator(estimation.poses()), /* again= */ false);
    }
    if (images == null) {
      images = blazePose.newEstimator(estimation.poses().withRunningMode(RunningMode.IMAGE));
    }
    return new Use(images, /* again= */ true);
  }

  @Override
  public void close() {
    if (images != null) {
      images.close();
      images = null;
    }
  }
}
