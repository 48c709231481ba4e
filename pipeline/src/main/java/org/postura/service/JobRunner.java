package org.postura.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postura.pipeline.EmbeddedBatch;
import org.postura.pipeline.RunException;
import org.postura.pipeline.UsageException;
import org.postura.run.Ledger;
import org.postura.run.LedgerEntry;
import org.postura.run.OutputException;
import org.postura.run.PlanException;
import org.postura.run.Planned;
import org.postura.run.inputs.InputException;
import org.postura.transforms.WorkerProgress;
import org.postura.video.VerdictCode;

/** Runs the jobs, one after the other; requests have the other half of the machine. */
final class JobRunner implements Runnable {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

  /** A job that was in work this often when the process died is given up. */
  private static final int MAX_ATTEMPTS = 5;

  /** What keeps jobs from running, as a full disk, may have passed by then. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Jobs jobs;
  private final AllowedRoots roots;
  private final ServiceSettings settings;
  private final ServiceMetrics metrics;
  private final Duration pause;
  private volatile boolean ending;
  private volatile boolean broken;
  private volatile String currentRun;

  JobRunner(Jobs jobs, AllowedRoots roots, ServiceSettings settings, ServiceMetrics metrics) {
    this(jobs, roots, settings, metrics, PAUSE);
  }

  /** One that tries again after another pause. */
  JobRunner(
      Jobs jobs,
      AllowedRoots roots,
      ServiceSettings settings,
      ServiceMetrics metrics,
      Duration pause) {
    this.jobs = jobs;
    this.roots = roots;
    this.settings = settings;
    this.metrics = metrics;
    this.pause = pause;
  }

  /**
   * The batch that a request stands for, checked.
   *
   * @throws ProblemException if it asks for what is not allowed or not known
   */
  EmbeddedBatch batch(JobRequest request) {
    List<String> inputs = request.input().stream().map(roots::resolveInput).toList();
    String output = roots.resolveOutput(request.output());
    Map<String, String> options = JobOptions.checked(request.options(), settings);
    try {
      return EmbeddedBatch.of(options, inputs, output).besideOthers();
    } catch (UsageException e) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.BAD_REQUEST,
              roots.hide(LandmarksQuery.withoutDashes(e.getMessage())) + "."),
          e);
    }
  }

  @Override
  public void run() {
    try {
      while (runNext()) {
        // One after the other.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a job; whatever happens, the next one has its turn. Returns false at the end. */
  private boolean runNext() throws InterruptedException {
    try {
      if (jobs.none()) {
        broken = false; // Nothing is left that could show it.
      }
      Optional<Job> job = next();
      if (job.isPresent()) {
        process(job.get());
        broken = false;
      }
      return job.isPresent();
    } catch (RuntimeException | Error e) {
      broken = true;
      LOG.log(System.Logger.Level.ERROR, "Jobs can't be run now; they are tried again", e);
      jobs.pause(pause);
      return true;
    }
  }

  /** Whether jobs are run; not while their state can't be written. */
  boolean healthy() {
    return !broken;
  }

  /** Stops what is running, so that the next process goes on with it. */
  void end() {
    ending = true;
    jobs.close();
    String run = currentRun;
    if (run != null) {
      WorkerProgress.of(run).stop();
    }
  }

  /** A job as it is at this moment. */
  Job current(Job job) {
    String run = job.run();
    if (job.state() != Job.State.RUNNING || run == null || !run.equals(currentRun)) {
      return job;
    }
    WorkerProgress progress = WorkerProgress.of(run);
    return job.with(
        new JobProgress(
            job.progress().videos(),
            job.progress().upToDate(),
            progress.videosEnded(),
            progress.videosFailed(),
            progress.frames()));
  }

  /** Stops a job: at once if it waits, as soon as its frame is done if it runs. */
  Job cancel(String id) {
    Job job =
        jobs.change(
            id,
            now ->
                switch (now.state()) {
                  case QUEUED ->
                      now.toBeCancelled()
                          .ended(Job.State.CANCELLED, now.progress(), now.verdicts());
                  case RUNNING -> now.toBeCancelled();
                  case DONE, FAILED, CANCELLED -> now;
                });
    if (job.state() == Job.State.RUNNING && job.run().equals(currentRun)) {
      WorkerProgress.of(job.run()).stop();
    }
    return job;
  }

  private Optional<Job> next() throws InterruptedException {
    return jobs.take(job -> job.begun(EmbeddedBatch.newRun()));
  }

  private void process(Job job) {
    try {
      attempt(job);
    } catch (StoreException e) {
      jobs.giveBack(job.id());
      throw e;
    }
  }

  private void attempt(Job job) {
    currentRun = job.run();
    try {
      if (ending) { // Since the job was taken.
        jobs.change(job.id(), Job::interrupted);
      } else if (job.attempts() > MAX_ATTEMPTS) {
        fail(job, VerdictCode.INTERNAL, "The service ended too often while this job was running.");
      } else if (jobs.cancelled(job.id())) {
        end(job, null, List.of());
      } else {
        run(job, batch(job.request()));
      }
    } catch (StoreException e) {
      throw e;
    } catch (ProblemException e) {
      jobs.change(job.id(), now -> now.failed(e.problem()));
      metrics.failure(e.problem().code());
    } catch (PlanException | InputException e) {
      fail(job, VerdictCode.NOT_FOUND, roots.hide(LandmarksQuery.withoutDashes(e.getMessage())));
    } catch (RunException | OutputException e) {
      LOG.log(System.Logger.Level.WARNING, "Job " + job.id(), e);
      fail(
          job,
          VerdictCode.IO_ERROR,
          "The output can't be written, or another run writes to it; the service's log says more.");
    } catch (IOException | RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "Job " + job.id(), e);
      fail(job, VerdictCode.INTERNAL, "postura failed on this job; the service's log says more.");
    } finally {
      currentRun = null;
    }
  }

  private void run(Job begun, EmbeddedBatch batch) throws IOException {
    Job job = begun;
    roots.checkBefore(
        job.request().input().stream().map(roots::resolveInput).toList(), batch.layout());
    List<LedgerEntry> earlier = List.of();
    if (batch.ended(job.run())) {
      // By itself, and nobody was told; or another run into the same output has met what this one
      // left, and made good of it.
      earlier = Ledger.entriesOf(batch.layout(), job.run());
      job = jobs.change(job.id(), now -> now.with(EmbeddedBatch.newRun()));
      currentRun = job.run();
    }
    String id = job.id();
    batch.run(
        job.run(),
        video -> roots.checkPlan(video, batch.layout()),
        plan -> planned(id, plan),
        () -> ending && !jobs.cancelled(id));
    if (ending && !jobs.cancelled(id)) {
      // Stays RUNNING on disk: the next process goes on with it.
      jobs.change(id, Job::interrupted);
      return;
    }
    end(job, batch, earlier);
  }

  private void planned(String id, Planned plan) {
    jobs.change(
        id,
        now ->
            now.with(
                now.progress().videos() >= 0
                    ? now.progress() // Of the plan that it was begun with.
                    : new JobProgress(plan.videos(), plan.upToDate() + plan.standing(), 0, 0, 0)));
  }

  private void end(Job job, EmbeddedBatch batch, List<LedgerEntry> earlier) throws IOException {
    Map<String, LedgerEntry> rows = new TreeMap<>();
    earlier.forEach(row -> rows.put(row.output(), row));
    if (batch != null) {
      Ledger.entriesOf(batch.layout(), job.run()).forEach(row -> rows.put(row.output(), row));
    }
    List<LedgerEntry> failed = rows.values().stream().filter(LedgerEntry::failure).toList();
    failed.forEach(row -> metrics.failure(row.code().name()));
    long frames = rows.values().stream().mapToLong(LedgerEntry::frames).sum();
    metrics.jobFrames(frames);
    List<VideoVerdict> verdicts =
        rows.values().stream()
            .sorted(Comparator.comparing((LedgerEntry row) -> !row.failure()))
            .limit(Job.MAX_VERDICTS)
            .map(row -> VideoVerdict.of(row, roots))
            .toList();
    jobs.change(
        job.id(),
        now ->
            now.ended(
                now.cancelled() ? Job.State.CANCELLED : Job.State.DONE,
                new JobProgress(
                    now.progress().videos(),
                    now.progress().upToDate(),
                    rows.size(),
                    failed.size(),
                    frames),
                verdicts));
  }

  private void fail(Job job, VerdictCode code, String message) {
    jobs.change(job.id(), now -> now.failed(Problem.of(code, message)));
    metrics.failure(code.name());
  }
}
