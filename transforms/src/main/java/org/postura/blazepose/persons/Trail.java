package org.postura.blazepose.persons;

import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.filter.FilterClock;
import org.postura.blazepose.filter.OneEuroSmoother;
import org.postura.blazepose.filter.VisibilitySmoother;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.Rules;

/**
 * One body followed from frame to frame by its region: where to look next, and the filters' memory.
 */
final class Trail {
  private final Rules rules;
  private final VisibilitySmoother visibility;
  private final OneEuroSmoother image;
  private final OneEuroSmoother world;
  private final OneEuroSmoother auxiliary;
  private Roi roi;

  /**
   * @param smoothing whether landmarks are smoothed; auxiliary points are if the rules say so
   */
  Trail(boolean smoothing, Rules rules) {
    this.rules = rules;
    visibility = smoothing ? VisibilitySmoother.forLandmarks() : VisibilitySmoother.off();
    image = smoothing ? OneEuroSmoother.forImageLandmarks() : OneEuroSmoother.off();
    world = smoothing ? OneEuroSmoother.forWorldLandmarks() : OneEuroSmoother.off();
    auxiliary =
        rules.smoothsRegion() ? OneEuroSmoother.forAuxiliaryPoints() : OneEuroSmoother.off();
  }

  /** Where to look in the next frame; null if nobody was there in the last one. */
  Roi roi() {
    return roi;
  }

  /**
   * Smooths what was seen in this frame, in place, and places the region for the next one.
   *
   * <p>Source: MediaPipe {@code modules/pose_landmark/pose_landmark_filtering.pbtxt}, {@code
   * pose_landmarks_to_roi.pbtxt}.
   *
   * @param timeUs the filters' time, see {@link FilterClock}
   */
  void update(Body body, int width, int height, long timeUs) {
    long nanos = timeUs * 1000;
    Roi raw = body.auxiliaryRoi(width, height);
    Roi next = raw.expanded(width, height);
    float scale = (rules.scalesByRegion() ? next : raw).objectScale(width, height);
    visibility.smooth(body.visibility());
    image.smoothInPixels(body.image(), 0, width, height, scale, nanos);
    world.smooth(body.world(), nanos);
    if (rules.smoothsRegion()) {
      auxiliary.smoothInPixels(body.image(), Body.CENTER, width, height, scale, nanos);
      next = body.auxiliaryRoi(width, height).expanded(width, height);
    }
    roi = next;
  }

  /**
   * Nobody was there in this frame. Filters of image and auxiliary points start anew; those of
   * visibility and world points go on where they were, as in MediaPipe, whose graph does not run
   * them on frames without landmarks.
   */
  void lose() {
    roi = null;
    image.reset();
    auxiliary.reset();
  }
}
