package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

@DisabledIfEnvironmentVariable(named = "POSTURA_LOG", matches = ".*")
class LoggingTest {
  private final Logger root = Logger.getLogger("");
  private final Level rootLevel = root.getLevel();
  private final List<String> said = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (isLoggable(record)) {
            said.add(record.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    root.addHandler(handler);
  }

  @AfterEach
  void restore() {
    root.removeHandler(handler);
    root.setLevel(rootLevel);
    Logger.getLogger("org.postura").setLevel(null);
    for (Handler other : root.getHandlers()) {
      other.setLevel(Level.ALL);
    }
  }

  @Test
  void aServiceSaysWhatGoesWrongWithItself() {
    Logging.ownWarnings();
    log();

    assertEquals(List.of("own ERROR", "own WARNING"), said);
  }

  @Test
  void aCommandSaysNothingBesideItsOwnWords() {
    Logging.quiet();
    log();

    assertEquals(List.of(), said);
  }

  private static void log() {
    for (System.Logger.Level level :
        List.of(System.Logger.Level.ERROR, System.Logger.Level.WARNING, System.Logger.Level.INFO)) {
      System.getLogger("org.postura.service.Problems").log(level, "own " + level);
      System.getLogger("org.eclipse.jetty.Server").log(level, "other " + level);
    }
  }
}
