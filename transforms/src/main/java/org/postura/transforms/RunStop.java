package org.postura.transforms;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.postura.run.OutputLayout;
import org.postura.run.Settlement;

/**
 * Whether a worker is to put down its work: told at once within the JVM, and by the run's stop
 * object from anywhere, which is looked for now and then.
 */
final class RunStop {
  private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(5);

  private final OutputLayout layout;
  private final String run;
  private final WorkerProgress progress;
  private long looked = System.nanoTime();
  private boolean asked;

  RunStop(OutputLayout layout, String run, WorkerProgress progress) {
    this.layout = layout;
    this.run = run;
    this.progress = progress;
  }

  /** To be asked with every frame. A runner that gives up interrupts its threads. */
  boolean asked() {
    if (asked || progress.stopping() || Thread.currentThread().isInterrupted()) {
      return true;
    }
    if (System.nanoTime() - looked > LOOK_EVERY) {
      looked = System.nanoTime();
      try {
        asked = Settlement.stopped(layout, run);
      } catch (IOException e) {
        return false; // Looked for again before anything is committed.
      }
    }
    return asked;
  }
}
