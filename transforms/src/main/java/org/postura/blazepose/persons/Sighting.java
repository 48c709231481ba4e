package org.postura.blazepose.persons;

import org.postura.blazepose.network.Body;

/** A body seen in this frame; memory that is used again in the next one. */
final class Sighting {
  private final Body body = new Body();
  private final Look look = new Look();
  private Trail trail;
  private boolean remembered;
  private double x;
  private double y;
  private double size;

  Body body() {
    return body;
  }

  Look look() {
    return look;
  }

  /** The trail that led here; null if it was the detector or memory. */
  Trail trail() {
    return trail;
  }

  /** Whether only the memory of somebody missed led here. */
  boolean isRemembered() {
    return remembered;
  }

  /** Middle of the hips, in widths of the picture. */
  double x() {
    return x;
  }

  /** Middle of the hips, in widths of the picture. */
  double y() {
    return y;
  }

  /** Distance of the auxiliary points, about that of hips and head, in widths of the picture. */
  double size() {
    return size;
  }

  /** Takes what {@link #body} holds now, before it is smoothed. */
  void read(Trail from, boolean fromMemory, double aspect) {
    trail = from;
    remembered = fromMemory;
    float[] pointsX = body.image().x();
    float[] pointsY = body.image().y();
    x = pointsX[Body.CENTER];
    y = pointsY[Body.CENTER] * aspect;
    size = Math.hypot(pointsX[Body.SCALE] - x, pointsY[Body.SCALE] * aspect - y);
    look.set(body);
  }

  /** Object keypoint similarity with another body of this frame. */
  double similarity(Sighting other, double aspect) {
    return Oks.between(
        body.image(), body.visibility(), other.body.image(), other.body.visibility(), aspect);
  }
}
