package org.postura.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.postura.run.Lease;
import org.postura.run.LeaseLostException;
import org.postura.run.OutputException;
import org.postura.run.Planned;
import org.postura.run.RunSummary.End;
import org.postura.run.Settlement;
import org.postura.transforms.RunCounters;
import org.postura.transforms.WorkerProgress;

/**
 * Starts the pipeline of a planned run and follows it to its end, whatever the runner: by Beam's
 * metrics and states, and by what the workers of this JVM tell sooner.
 */
final class Follower {
  /** How long a stopped run may take to drop its work; `docker stop` kills after 10 s. */
  static final java.time.Duration STOP_TIME = java.time.Duration.ofSeconds(8);

  private static final Duration POLL = Duration.millis(250);

  private final PosturaOptions options;
  private final Settings settings;
  private final String run;
  private final Planned plan;
  private final Lease lease;
  private final Heartbeat heartbeat;
  private final boolean terminal;
  private final PrintStream err;
  private final WorkerProgress here;
  private volatile boolean stopping;
  private long stopNanos;
  private volatile int inWork;

  Follower(
      PosturaOptions options,
      Settings settings,
      String run,
      Planned plan,
      Lease lease,
      Heartbeat heartbeat,
      boolean terminal,
      PrintStream err) {
    this.options = options;
    this.settings = settings;
    this.run = run;
    this.plan = plan;
    this.lease = lease;
    this.heartbeat = heartbeat;
    this.terminal = terminal;
    this.err = err;
    this.here = WorkerProgress.of(run);
  }

  static void forget(String run) {
    WorkerProgress.forget(run);
  }

  /** Whether the run was asked to end, here or by whoever knows its counters in this JVM. */
  private boolean stopping() {
    return stopping || here.stopping();
  }

  /** Asks the run to end; {@link #follow} then does. */
  void stop() {
    stopping = true;
    here.stop();
  }

  /**
   * Runs the pipeline.
   *
   * @return how it ended
   * @throws RunException if it broke
   * @throws OutputException if the output can't be written
   */
  End follow() throws IOException, LeaseLostException {
    if (options.getRunner() == DirectRunner.class) {
      tune(options.as(DirectOptions.class), plan.packets());
    }
    try (ProgressDisplay display =
        new ProgressDisplay(plan.videos(), plan.bytes(), terminal, err)) {
      PipelineResult result = LandmarkPipeline.build(options, settings, run, plan).run();
      return follow(result, display);
    } catch (IOException | LeaseLostException | RunException e) {
      dropWork();
      throw e;
    } catch (RuntimeException e) {
      // Each runner has its own exceptions for a job that failed.
      dropWork();
      throw broken(e);
    } catch (Error e) {
      dropWork();
      throw e;
    }
  }

  private End follow(PipelineResult result, ProgressDisplay display)
      throws IOException, LeaseLostException {
    PipelineResult.State state = result.waitUntilFinish(POLL);
    boolean tooMany = false;
    while (state == null || !state.isTerminal()) {
      RunCounters counters = RunCounters.of(result).orMore(here);
      display.update(counters);
      heartbeat.working(counters.frames(), counters.videosEnded());
      lease.renew();
      if (settings.maxFailures().passed(counters.videosFailed(), plan.videos())) {
        tooMany = true;
        stop();
      }
      if (stopping() && cancelled(result)) {
        break;
      }
      state = result.waitUntilFinish(POLL);
    }
    display.update(RunCounters.of(result).orMore(here));
    if (tooMany || stopping()) {
      dropWork();
      return tooMany ? End.EARLY : End.STOPPED;
    }
    if (state != PipelineResult.State.DONE) {
      throw new RunException(String.format(Locale.ROOT, "The pipeline ended as %s", state));
    }
    return End.FINISHED;
  }

  /** Videos that were in work when the run was told to stop. */
  int inWork() {
    return inWork;
  }

  /** Tells the workers, once; cancels the job of a runner that has not ended some seconds later. */
  private boolean cancelled(PipelineResult result) throws IOException {
    if (stopNanos == 0) {
      stopNanos = System.nanoTime();
      inWork = here.inFlight();
      Settlement.stop(settings.layout(), run, "told to stop by its command");
    }
    if (System.nanoTime() - stopNanos < STOP_TIME.toNanos() / 2) {
      return false;
    }
    result.cancel();
    return true;
  }

  /**
   * A runner that gives up goes without those of its threads that still work; the lease is kept
   * until they have put down what they had.
   */
  private void dropWork() throws IOException {
    here.stop();
    Settlement.stop(settings.layout(), run, "ended");
    try {
      here.awaitIdle(STOP_TIME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Elements are small and never changed: checking each of them costs more than it finds. A thread
   * that finds no work looks for it without a pause (BEAM-690), which takes a whole core from the
   * others: there are no more threads than packets.
   */
  private static void tune(DirectOptions direct, long packets) {
    direct.setBlockOnRun(false);
    direct.setTargetParallelism((int) Math.min(direct.getTargetParallelism(), packets));
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
  }

  /** What broke the run, in one sentence. */
  private static RuntimeException broken(RuntimeException e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutputException output) {
        return output;
      }
      root = cause;
    }
    return new RunException("The pipeline broke: " + root, e);
  }
}
