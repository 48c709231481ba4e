package org.postura.blazepose.persons;

import java.util.Arrays;
import org.postura.blazepose.network.Body;

/**
 * Bodies as the landmark network would give them, standing upright and all alike but for colours.
 */
final class Dolls {
  /** Height of each landmark above the hips, and distance to the right, in sizes. */
  private static final float[][] PLACES = new float[Body.POINTS][];

  static {
    Arrays.fill(PLACES, new float[] {0, 0.85f});
    pair(2, 0.03f, 0.9f);
    pair(7, 0.06f, 0.88f);
    pair(11, 0.2f, 0.6f);
    pair(13, 0.25f, 0.3f);
    pair(15, 0.25f, 0f);
    pair(23, 0.1f, 0f);
    pair(25, 0.1f, -0.45f);
    pair(27, 0.1f, -0.9f);
    PLACES[5] = new float[] {-0.03f, 0.9f};
    PLACES[Body.CENTER] = new float[] {0, 0};
    PLACES[Body.SCALE] = new float[] {0, 1};
  }

  private Dolls() {}

  private static void pair(int left, float across, float up) {
    PLACES[left] = new float[] {across, up};
    PLACES[left + 1] = new float[] {-across, up};
  }

  /** A grey body; the picture is square, x and y are the middle of the hips. */
  static Body at(double x, double y, double size) {
    Body body = new Body();
    place(body, x, y, size, 0.5f);
    return body;
  }

  /** Puts the body there, of one colour. */
  static void place(Body body, double x, double y, double size, float color) {
    for (int i = 0; i < Body.POINTS; i++) {
      body.image().x()[i] = (float) (x + PLACES[i][0] * size);
      body.image().y()[i] = (float) (y - PLACES[i][1] * size);
    }
    for (int i = 0; i < Body.LANDMARKS; i++) {
      body.world().x()[i] = PLACES[i][0];
      body.world().y()[i] = -PLACES[i][1];
    }
    Arrays.fill(body.visibility(), 1f);
    Arrays.fill(body.colors(), color);
    body.setScore(1f);
  }
}
