package org.postura.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.postura.run.Json;
import org.postura.run.Lease;
import org.postura.run.LeaseHeldException;
import org.postura.run.LeaseLostException;
import org.postura.run.PlanFile;
import org.postura.run.Planned;
import org.postura.run.PlannedVideo;
import org.postura.run.Planner;
import org.postura.run.RunSummary;
import org.postura.run.RunSummary.End;
import org.postura.run.Settlement;
import org.postura.run.Tally;
import org.postura.store.Store;

/**
 * One run: takes the lease, makes good what earlier runs left, plans, follows the pipeline, and
 * sums up. What it needs to be right lies in the output, so that it may die at any moment.
 */
final class Batch {
  private static final Set<Batch> RUNNING = ConcurrentHashMap.newKeySet();

  private final PosturaOptions options;
  private final Settings settings;
  private final Console console;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final String run;
  private final Settlement settlement;
  private final Heartbeat heartbeat = Heartbeat.ofProcess();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Follower follower;
  private volatile boolean stopped;
  private Consumer<Planned> planned = plan -> {};
  private Consumer<PlannedVideo> checked = video -> {};
  private BooleanSupplier leaving = () -> false;

  Batch(
      PosturaOptions options,
      Settings settings,
      PrintStream out,
      PrintStream err,
      boolean terminal) {
    this(options, settings, out, err, terminal, Lease.newRun());
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
    // Standard output is the summary's alone if that is asked for.
    this.console = new Console(settings, settings.summaryFile().toOut() ? err : out);
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.run = run;
    this.settlement = new Settlement(settings.layout(), Versions.all());
  }

  /** Somebody who wants to know what is going to be done, and may refuse a video by throwing. */
  Batch onPlan(Consumer<PlannedVideo> each, Consumer<Planned> whole) {
    checked = each;
    planned = whole;
    return this;
  }

  /** A run that was stopped is left as it is, to go on under its id, if the caller says so then. */
  Batch leavingIf(BooleanSupplier leave) {
    leaving = leave;
    return this;
  }

  /** Stops the runs of this process, and waits until they have put down what they had in work. */
  static void stopAll() {
    RUNNING.forEach(Batch::stop);
  }

  /** Runs, prints the summary and returns the exit code. */
  int run() {
    heartbeat.planning();
    RUNNING.add(this);
    try (Lease lease = LeaseWait.take(settings.layout(), run, err, () -> stopped)) {
      return leased(lease);
    } catch (LeaseHeldException | LeaseLostException e) {
      throw new RunException(e.getMessage(), e);
    } catch (IOException e) {
      throw new RunException(
          String.format(
              Locale.ROOT,
              "The output %s can't be used: %s (%s)",
              settings.layout(),
              e.getMessage(),
              e.getClass().getSimpleName()),
          e);
    } finally {
      Follower.forget(run);
      RUNNING.remove(this);
      ended.countDown();
    }
  }

  private int leased(Lease lease) throws IOException, LeaseLostException {
    settlement.settleAllBut(run);
    Planned plan = plan(lease);
    planned.accept(plan);
    if (settings.dryRun()) {
      console.dryRun(plan);
      settlement.remove(run);
      return ExitCode.DONE;
    }
    RunSummary summary = plan.videos() == 0 || stopped ? nothingDone(plan) : process(plan, lease);
    if (summary == null) {
      return ExitCode.DONE; // It goes on later.
    }
    console.print(summary);
    settings.summaryFile().write(summary, out);
    settlement.remove(run);
    return summary.exitCode();
  }

  /** What this run was begun with by a process that was cut off; or, if it is new, a new plan. */
  private Planned plan(Lease lease) throws IOException, LeaseLostException {
    Optional<Planned> begun = settlement.planned(run);
    if (begun.isPresent()) {
      Store.delete(List.of(settings.layout().stop(run)));
      PlanFile.read(settings.layout(), run, checked::accept);
      return begun.get();
    }
    Planner.Request request =
        new Planner.Request(
            settings.inputs(),
            settings.layout(),
            settings.singleOutput(),
            settings.estimation(),
            settings.reprocess(),
            settings.allowEmptyInput());
    return Planner.plan(request, run, new PlanWatcher(lease));
  }

  /** Keeps the lease while planning, and shows what is planned. */
  private final class PlanWatcher implements Planner.Watcher {
    private final Lease lease;

    private PlanWatcher(Lease lease) {
      this.lease = lease;
    }

    @Override
    public void planned(PlannedVideo video) {
      checked.accept(video);
      if (settings.dryRun()) {
        console.dryRun(video);
      }
    }

    @Override
    public void alive() throws IOException {
      if (stopped) {
        throw new RunException("Stopped while planning; nothing was done");
      }
      try {
        lease.renew();
      } catch (LeaseLostException e) {
        throw new RunException(e.getMessage(), e);
      }
    }
  }

  private RunSummary nothingDone(Planned plan) throws IOException {
    return sumUp(plan, Tally.NONE, stopped ? End.STOPPED : End.FINISHED, 0);
  }

  private RunSummary process(Planned plan, Lease lease) throws IOException, LeaseLostException {
    Instant begin = Instant.now();
    follower =
        new Follower(
            options,
            settings,
            run,
            plan,
            lease,
            heartbeat,
            terminal && !settings.quiet(),
            settings.quiet()
                ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
                : err);
    if (stopped) {
      follower.stop();
    }
    End end;
    try {
      end = follower.follow();
    } catch (RuntimeException | Error e) {
      settleBroken(begin, e);
      throw e;
    }
    heartbeat.finishing();
    double seconds = seconds(begin);
    if (end == End.FINISHED) {
      return sumUp(plan, settlement.tallies(run), end, seconds);
    }
    if (end == End.STOPPED && leaving.getAsBoolean()) {
      return null;
    }
    RunSummary summary = withExitCode(settlement.settle(run, end, ExitCode.FAILURES, seconds));
    if (end == End.STOPPED) {
      RunSummary.Videos videos = summary.videos();
      err.println(
          String.format(
              Locale.ROOT,
              "postura: stopped with %d videos in work; %d of %d have ended, the next run does the rest",
              follower.inWork(),
              videos.planned() - videos.left(),
              videos.planned()));
    }
    return summary;
  }

  private static double seconds(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() / 1e3;
  }

  /** Makes good what can be; where the output is what broke, the next run does. */
  private void settleBroken(Instant begin, Throwable cause) {
    try {
      settlement.settle(run, End.BROKEN, ExitCode.BROKEN, seconds(begin));
      settlement.remove(run);
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private RunSummary sumUp(Planned plan, Tally tally, End end, double seconds) throws IOException {
    RunSummary summary =
        RunSummary.of(
            plan, tally, end, Instant.now().toString(), seconds, ExitCode.DONE, Versions.all());
    return withExitCode(summary);
  }

  private RunSummary withExitCode(RunSummary summary) throws IOException {
    boolean well =
        summary.end() == End.FINISHED
            && !settings.tolerate().passed(summary.failing(), summary.videos().all());
    RunSummary judged = summary.withExitCode(well ? ExitCode.DONE : ExitCode.FAILURES);
    Store.replace(settings.layout().summary(run), Json.bytes(judged));
    return judged;
  }

  /**
   * On SIGTERM: no new packet is begun, those in work are dropped with their temporary files, and
   * the rows of those that are committed are written. A run that does not get so far in time is
   * made good by the next one.
   */
  private void stop() {
    stopped = true;
    Follower following = follower;
    if (following == null) {
      return; // Nothing has begun that would have to end.
    }
    following.stop();
    try {
      ended.await(Follower.STOP_TIME.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
