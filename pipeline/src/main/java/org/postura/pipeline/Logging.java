package org.postura.pipeline;

import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Log output of postura and its libraries: quiet on a good run. */
final class Logging {
  /**
   * Environment variable with a java.util.logging level for those who look for a fault, as INFO or
   * FINE.
   */
  private static final String LEVEL = "POSTURA_LOG";

  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger OWN = Logger.getLogger("org.postura");

  private Logging() {}

  /**
   * What ends a run or a video is said in postura's own words; the libraries' logs are for
   * POSTURA_LOG.
   */
  static void quiet() {
    set(Level.OFF, Level.OFF);
  }

  /** A service has nobody at its console: it says what goes wrong with itself, for its operator. */
  static void ownWarnings() {
    set(Level.OFF, Level.WARNING);
  }

  private static void set(Level libraries, Level own) {
    String asked = System.getenv(LEVEL);
    Level level = asked == null ? libraries : Level.parse(asked.toUpperCase(Locale.ROOT));
    Logger root = Logger.getLogger("");
    root.setLevel(level);
    OWN.setLevel(asked == null ? own : level);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(asked == null ? own : level);
    }
  }
}
