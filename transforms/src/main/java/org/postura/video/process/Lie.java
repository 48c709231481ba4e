package org.postura.video.process;

import java.io.IOException;

/** A decoding process has said what can't be: a file has taken it over, or it has a fault. */
final class Lie extends IOException {
  Lie(String what) {
    super(what);
  }

  /**
   * @param what is told, in a word
   * @throws Lie if it is not right
   */
  static void unless(boolean right, String what, long value) throws Lie {
    if (!right) {
      throw new Lie(what + " " + value);
    }
  }
}
