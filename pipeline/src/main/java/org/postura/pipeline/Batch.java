package org.postura.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.postura.transforms.Ledger;
import org.postura.transforms.OutputException;
import org.postura.transforms.Plan;
import org.postura.transforms.PlannedVideo;
import org.postura.transforms.RunProgress;

/** One run from plan to summary. */
final class Batch {
  /** Ids sort by time; the random end keeps two runs of one second apart. */
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Duration POLL = Duration.millis(250);

  /** How long a stopped run may take to drop its work; `docker stop` kills after 10 s. */
  private static final java.time.Duration STOP_TIME = java.time.Duration.ofSeconds(8);

  private static final Set<Batch> RUNNING = ConcurrentHashMap.newKeySet();

  private final PosturaOptions options;
  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final String run;
  private final RunProgress progress;
  private final Heartbeat heartbeat = Heartbeat.ofProcess();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean working;
  private volatile int stoppedInWork;
  private volatile boolean stopped;
  private Consumer<Plan> planned = plan -> {};

  Batch(
      PosturaOptions options,
      Settings settings,
      PrintStream out,
      PrintStream err,
      boolean terminal) {
    this(options, settings, out, err, terminal, newRun());
  }

  /** A batch under an id of its caller's: one that an earlier process began goes on. */
  Batch(
      PosturaOptions options,
      Settings settings,
      PrintStream out,
      PrintStream err,
      boolean terminal,
      String run) {
    this.options = options;
    this.settings = settings;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.run = run;
    this.progress = RunProgress.of(run);
  }

  /** Somebody who wants to know what is going to be done. */
  Batch onPlan(Consumer<Plan> consumer) {
    planned = consumer;
    return this;
  }

  static String newRun() {
    return "%s-%04x"
        .formatted(RUN_ID.format(Instant.now()), ThreadLocalRandom.current().nextInt(1 << 16));
  }

  /** Stops the runs of this process, and waits until they have put down what they had in work. */
  static void stopAll() {
    RUNNING.forEach(Batch::stop);
  }

  /** Runs, prints the summary and returns the exit code. */
  int run() {
    heartbeat.planning();
    RUNNING.add(this);
    try {
      return locked();
    } finally {
      RunProgress.forget(run);
      RUNNING.remove(this);
      ended.countDown();
    }
  }

  private int locked() {
    try (OutputLock lock = OutputLock.take(settings.localLock())) {
      Plan plan = plan();
      if (settings.dryRun()) {
        return print(plan);
      }
      if (plan.videos().isEmpty()) {
        out.println(
            "postura: nothing to do; %d videos are up to date in %s"
                .formatted(plan.skipped(), settings.layout().root()));
        return ExitCode.DONE;
      }
      working = true;
      plan.write(settings.layout(), run);
      long begin = System.nanoTime();
      boolean endedEarly = process(plan);
      heartbeat.finishing();
      RunSummary summary = RunSummary.read(settings, run, plan, endedEarly);
      Ledger.cleanUp(settings.layout(), run);
      if (stopped) {
        err.println(
            "postura: stopped with %d videos in work; %d of %d have ended, the next run does the rest"
                .formatted(stoppedInWork, summary.entries().size(), plan.videos().size()));
      }
      summary.print(out, (System.nanoTime() - begin) / 1e9);
      return summary.exitCode();
    } catch (IOException e) {
      throw new RunException(
          "The output %s can't be used: %s".formatted(settings.layout().root(), e.getMessage()), e);
    }
  }

  /** What this run was begun with, less what it has done already; or, if it is new, a new plan. */
  private Plan plan() throws IOException {
    Optional<Plan> begun = Plan.read(settings.layout(), run);
    Plan plan =
        begun.isPresent() ? begun.get() : Plan.make(request(), Ledger.open(settings.layout()));
    Plan left = plan.without(Ledger.settle(settings.layout(), run));
    if (begun.isPresent() && left.videos().isEmpty()) {
      Ledger.cleanUp(settings.layout(), run);
    }
    planned.accept(left);
    return left;
  }

  private Plan.Request request() {
    return new Plan.Request(
        settings.inputs(),
        settings.layout(),
        settings.singleOutput(),
        settings.estimation(),
        settings.reprocess(),
        settings.allowEmptyInput());
  }

  private int print(Plan plan) {
    for (PlannedVideo video : plan.videos()) {
      out.println(
          "%,15d bytes  %s -> %s".formatted(video.sizeBytes(), video.uri(), video.output()));
    }
    out.println(
        "postura: %d videos to process, %d up to date; nothing done (--dryRun)"
            .formatted(plan.videos().size(), plan.skipped()));
    return ExitCode.DONE;
  }

  /** Runs the pipeline to its end; returns whether failures ended it early. */
  private boolean process(Plan plan) {
    int videos = plan.videos().size();
    if (options.getRunner() == DirectRunner.class) {
      tune(options.as(DirectOptions.class), videos);
    }
    long bytes = plan.videos().stream().mapToLong(PlannedVideo::sizeBytes).sum();
    boolean endedEarly = false;
    try (ProgressDisplay display = new ProgressDisplay(progress, videos, bytes, terminal, err)) {
      Pipeline pipeline = LandmarkPipeline.build(options, settings, run);
      PipelineResult result = pipeline.run();
      PipelineResult.State state = result.waitUntilFinish(POLL);
      while (state == null || !state.isTerminal()) {
        display.update();
        heartbeat.working(progress.frames(), progress.videosEnded());
        if (settings.maxFailures().passed(progress.videosFailed(), videos)) {
          endedEarly = true;
          progress.stop();
        }
        state = result.waitUntilFinish(POLL);
      }
      if (state != PipelineResult.State.DONE) {
        throw new RunException("The pipeline ended as %s".formatted(state));
      }
      return endedEarly;
    } catch (Pipeline.PipelineExecutionException e) {
      dropWork();
      throw broken(e);
    }
  }

  /**
   * A runner that gives up goes without those of its threads that still work; the output stays
   * locked until they have put down what they had.
   */
  private void dropWork() {
    progress.stop();
    try {
      progress.awaitIdle(STOP_TIME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Elements are small and never changed: checking each of them costs more than it finds. A thread
   * that finds no work looks for it without a pause (BEAM-690), which takes a whole core from the
   * others: there are no more threads than videos.
   */
  private static void tune(DirectOptions direct, int videos) {
    direct.setBlockOnRun(false);
    direct.setTargetParallelism(Math.min(direct.getTargetParallelism(), videos));
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
  }

  private static RuntimeException broken(Pipeline.PipelineExecutionException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutputException output) {
        return output;
      }
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new RunException("The pipeline broke: " + root, e);
  }

  /**
   * On SIGTERM: no new video is begun, those in work are dropped with their temporary files, and
   * the rows of those that have ended are written. A run that does not get so far in time is made
   * good by the next one.
   */
  private void stop() {
    stopped = true;
    stoppedInWork = progress.inFlight();
    progress.stop();
    if (!working) {
      return; // Nothing has begun that would have to end.
    }
    try {
      ended.await(STOP_TIME.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
