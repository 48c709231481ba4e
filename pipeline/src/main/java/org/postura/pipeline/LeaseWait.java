package org.postura.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.util.Sleeper;
import org.postura.run.Lease;
import org.postura.run.LeaseHeldException;
import org.postura.run.OutputLayout;

/**
 * Takes an output's lease; where only time tells whether its holder has died, waits whether it is
 * renewed. One that is renewed belongs to somebody who lives.
 */
final class LeaseWait {
  private static final long POLL_MILLIS = 1000;

  private LeaseWait() {}

  /**
   * @param err where it says that it waits
   * @param stopped whether to wait no longer
   * @throws LeaseHeldException if another run holds it and lives
   */
  static Lease take(OutputLayout layout, String run, PrintStream err, BooleanSupplier stopped)
      throws IOException, LeaseHeldException {
    Instant first = null;
    while (true) {
      try {
        return Lease.take(layout, run);
      } catch (LeaseHeldException e) {
        Instant until = e.until().orElse(null);
        if (until == null || stopped.getAsBoolean() || first != null && until.isAfter(first)) {
          throw e;
        }
        if (first == null) {
          first = until;
          err.println("postura: " + e.getMessage());
          err.println("postura: waiting whether it is renewed");
        }
        try {
          Sleeper.DEFAULT.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }
}
