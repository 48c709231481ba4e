package org.postura.blazepose.persons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.network.Body;

class OksTest {
  @Test
  void aPoseIsLikeItself() {
    Body body = Dolls.at(0.5, 0.5, 0.2);
    assertEquals(1, similarity(body, body), 1e-9);
  }

  @Test
  void theFartherTheLessAlike() {
    Body body = Dolls.at(0.5, 0.5, 0.2);
    double close = similarity(body, Dolls.at(0.51, 0.5, 0.2));
    double shoulder = similarity(body, Dolls.at(0.56, 0.5, 0.2));
    assertTrue(close > 0.8 && close < 1, "close: " + close);
    assertTrue(shoulder < 0.35, "a shoulder apart: " + shoulder);
    assertEquals(0, similarity(body, Dolls.at(0.9, 0.5, 0.2)), 1e-3);
  }

  @Test
  void whatIsHiddenDoesNotCount() {
    Body body = Dolls.at(0.5, 0.5, 0.2);
    Body other = Dolls.at(0.5, 0.5, 0.2);
    other.image().x()[27] += 0.3f;
    double seen = similarity(body, other);
    other.visibility()[27] = 0.1f;
    assertTrue(seen < similarity(body, other));
  }

  /** With nothing visible all landmarks count, and a pose without an extent is like none. */
  @Test
  void borders() {
    Body hidden = Dolls.at(0.5, 0.5, 0.2);
    Arrays.fill(hidden.visibility(), 0f);
    assertEquals(1, similarity(hidden, hidden), 1e-9);
    assertEquals(0, similarity(new Body(), new Body()));
  }

  private static double similarity(Body a, Body b) {
    return Oks.between(a.image(), a.visibility(), b.image(), b.visibility(), 1);
  }
}
