package org.postura.blazepose.persons;

/**
 * Where a person is and goes: the middle of the hips, the size, and a constant velocity, in widths
 * of the picture and seconds of the video. Plain values.
 */
final class Motion {
  /** Seconds over which the velocity is learned: a step or two of somebody who walks. */
  private static final double VELOCITY_SECONDS = 0.25;

  /** Seconds over which what is seen is believed although it may be somebody else. */
  private static final double DRIFT_SECONDS = 0.5;

  /** Seconds over which the velocity follows what may be somebody else. */
  private static final double TURN_SECONDS = 1;

  private static final double MICROS = 1e6;

  private long timeUs;
  private double x;
  private double y;
  private double size;
  private double velocityX;
  private double velocityY;

  /** Starts anew at a place, standing still. */
  void start(long time, double atX, double atY, double atSize) {
    timeUs = time;
    x = atX;
    y = atY;
    size = atSize;
    velocityX = 0;
    velocityY = 0;
  }

  /** Goes on to where the person was seen. */
  void update(long time, double atX, double atY, double atSize) {
    double seconds = (time - timeUs) / MICROS;
    if (seconds > 0) {
      double share = 1 - Math.exp(-seconds / VELOCITY_SECONDS);
      velocityX += share * ((atX - x) / seconds - velocityX);
      velocityY += share * ((atY - y) / seconds - velocityY);
    }
    timeUs = time;
    x = atX;
    y = atY;
    size = atSize;
  }

  /**
   * Goes on to between where the velocity leads to and where the person seems to be: what is seen
   * may be somebody else.
   */
  void drift(long time, double atX, double atY) {
    double seconds = age(time);
    double share = 1 - Math.exp(-seconds / DRIFT_SECONDS);
    double toX = predictedX(time) + share * (atX - predictedX(time));
    double toY = predictedY(time) + share * (atY - predictedY(time));
    if (seconds > 0) {
      double slowly = 1 - Math.exp(-seconds / TURN_SECONDS);
      velocityX += slowly * ((atX - x) / seconds - velocityX);
      velocityY += slowly * ((atY - y) / seconds - velocityY);
    }
    x = toX;
    y = toY;
    timeUs = time;
  }

  /** When the person was last seen. */
  long timeUs() {
    return timeUs;
  }

  /** Seconds since the person was seen. */
  double age(long time) {
    return (time - timeUs) / MICROS;
  }

  double size() {
    return size;
  }

  /** Where the velocity leads to. */
  double predictedX(long time) {
    return x + velocityX * age(time);
  }

  double predictedY(long time) {
    return y + velocityY * age(time);
  }

  /** Distance of a place from where the velocity leads to, in sizes of the person. */
  double distanceFromPrediction(long time, double atX, double atY) {
    return Math.hypot(predictedX(time) - atX, predictedY(time) - atY) / size;
  }

  /** Distance of a place from where the person was seen, in sizes of the person. */
  double distance(double atX, double atY) {
    return Math.hypot(x - atX, y - atY) / size;
  }
}
