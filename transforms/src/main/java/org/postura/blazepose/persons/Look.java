package org.postura.blazepose.persons;

import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.Points;

/**
 * What tells a body from another: colours of its parts, and lengths of its bones in metres. A mean
 * over time; left and right count as one. Plain values.
 */
final class Look {
  /** Weights of head, torso, upper arms, thighs and shins: what is large is seen best. */
  private static final double[] WEIGHTS = {1, 3, 1, 2, 1};

  private static final int CHANNELS = 3;

  /** Bones of both sides, as pairs of landmarks: upper arm, forearm, trunk, thigh, shin. */
  private static final int[][] BONES = {
    {11, 13, 12, 14}, {13, 15, 14, 16}, {11, 23, 12, 24}, {23, 25, 24, 26}, {25, 27, 26, 28}
  };

  /** Seconds over which a look is learned, once it is known. */
  private static final double SECONDS = 1;

  private static final double MICROS = 1e6;

  private final double[] colors = new double[CHANNELS * WEIGHTS.length];
  private final double[] bones = new double[BONES.length];

  /** Mean square of {@link #colorDistance} of the person to the mean. */
  private double colorVariance;

  private double seconds;

  /** Takes the look of one body as it is. */
  void set(Body body) {
    for (int i = 0; i < colors.length; i++) {
      colors[i] = body.colors()[i];
    }
    for (int i = 0; i < bones.length; i++) {
      bones[i] = bone(body.world(), i);
    }
    colorVariance = 0;
    seconds = 0;
  }

  void set(Look other) {
    System.arraycopy(other.colors, 0, colors, 0, colors.length);
    System.arraycopy(other.bones, 0, bones, 0, bones.length);
    colorVariance = other.colorVariance;
    seconds = other.seconds;
  }

  /** Learns from a body that is surely this person's, seen so many microseconds after the last. */
  void learn(Look seen, long stepUs) {
    double step = stepUs / MICROS;
    seconds = Math.min(SECONDS, seconds + step);
    double share = seconds > 0 ? Math.min(0.5, step / seconds) : 0.5;
    double distance = colorDistance(seen);
    colorVariance += share * (distance * distance - colorVariance);
    for (int i = 0; i < colors.length; i++) {
      if (Double.isNaN(colors[i])) {
        colors[i] = seen.colors[i];
      } else if (!Double.isNaN(seen.colors[i])) {
        colors[i] += share * (seen.colors[i] - colors[i]);
      }
    }
    for (int i = 0; i < bones.length; i++) {
      bones[i] += share * (seen.bones[i] - bones[i]);
    }
  }

  /** How far colours differ from the mean as a rule, 0 to 1. */
  double colorDeviation() {
    return Math.sqrt(colorVariance);
  }

  /** Distance of the colours, 0 to 1: the root mean square over channels and weighted parts. */
  double colorDistance(Look other) {
    double sum = 0;
    double weights = 0;
    for (int part = 0; part < WEIGHTS.length; part++) {
      double square = 0;
      for (int i = CHANNELS * part; i < CHANNELS * (part + 1); i++) {
        square += (colors[i] - other.colors[i]) * (colors[i] - other.colors[i]);
      }
      if (!Double.isNaN(square)) {
        sum += WEIGHTS[part] * square / CHANNELS;
        weights += WEIGHTS[part];
      }
    }
    return weights > 0 ? Math.sqrt(sum / weights) : 0;
  }

  /** Distance of the proportions: the root mean square of the bones' logarithmic ratios. */
  double boneDistance(Look other) {
    double sum = 0;
    for (int i = 0; i < bones.length; i++) {
      sum += (bones[i] - other.bones[i]) * (bones[i] - other.bones[i]);
    }
    return Math.sqrt(sum / bones.length);
  }

  /** Logarithm of a bone's length, the mean of both sides. */
  private static double bone(Points world, int bone) {
    int[] ends = BONES[bone];
    double length = distance(world, ends[0], ends[1]) + distance(world, ends[2], ends[3]);
    return Math.log(Math.max(length / 2, 1e-3));
  }

  private static double distance(Points world, int a, int b) {
    double dx = world.x()[a] - world.x()[b];
    double dy = world.y()[a] - world.y()[b];
    double dz = world.z()[a] - world.z()[b];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
