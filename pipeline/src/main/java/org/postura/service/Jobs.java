package org.postura.service;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All jobs: those that wait, the one that runs, and the last ones that ended. Every change is on
 * disk before anybody hears of it. What can be long of a job, inputs and verdicts, is on disk
 * alone.
 */
final class Jobs {
  private static final int RETRY_SECONDS = 60;

  /** Ended jobs that are remembered. */
  private static final int MAX_ENDED = 1000;

  /** Bytes that all jobs together may take on disk when another one is added. */
  private static final long MAX_BYTES = 256 << 20;

  /** A {@link Job#brief} and the size of its file. */
  private record Kept(Job job, long bytes) {}

  private final JobStore store;
  private final int maxQueued;
  private final long maxBytes;

  /** By id, in the order in which they were asked for. */
  private final Map<String, Kept> jobs = new LinkedHashMap<>();

  private boolean closed;

  /** Takes up what an earlier process has left. */
  Jobs(JobStore store, int maxQueued) throws IOException {
    this(store, maxQueued, MAX_BYTES);
  }

  /** With another bound on the disk that they take. */
  Jobs(JobStore store, int maxQueued, long maxBytes) throws IOException {
    this.store = store;
    this.maxQueued = maxQueued;
    this.maxBytes = maxBytes;
    List<Kept> found = new ArrayList<>();
    store.readAll((job, bytes) -> found.add(new Kept(job.brief(), bytes)));
    found.sort(
        Comparator.comparing((Kept kept) -> kept.job().created())
            .thenComparing(kept -> kept.job().id()));
    found.forEach(kept -> jobs.put(kept.job().id(), kept));
  }

  /** Adds a job to the queue, or answers 429. */
  synchronized Job add(JobRequest request) {
    if (queued() >= maxQueued) {
      throw busy(
          String.format(
              Locale.ROOT,
              "%d jobs wait, and the queue takes no more; try again later.",
              maxQueued));
    }
    Job job = Job.queued(request);
    byte[] json = ServiceJson.bytes(job);
    makeRoom(json.length);
    keep(job, json);
    notifyAll();
    return job;
  }

  /** A job with all that is known of it. */
  synchronized Optional<Job> find(String id) {
    return jobs.containsKey(id) ? whole(id) : Optional.empty();
  }

  /** Whether a client has asked to stop a job. */
  synchronized boolean cancelled(String id) {
    Kept kept = jobs.get(id);
    return kept != null && kept.job().cancelled();
  }

  /** All of them in brief, the newest first. */
  synchronized List<Job> list() {
    List<Job> list = new ArrayList<>();
    jobs.values().forEach(kept -> list.add(kept.job()));
    Collections.reverse(list);
    return list;
  }

  synchronized int queued() {
    return count(Job.State.QUEUED);
  }

  synchronized int running() {
    return count(Job.State.RUNNING);
  }

  /** Whether there is nothing to run. */
  synchronized boolean none() {
    return queued() + running() == 0;
  }

  boolean full() {
    return queued() >= maxQueued;
  }

  /**
   * The next job to run: first what ran when the service ended. Waits for one; empty at the end.
   */
  synchronized Optional<Job> take(UnaryOperator<Job> begin) throws InterruptedException {
    while (!closed) {
      Optional<String> next = next();
      if (next.isEmpty()) {
        wait();
        continue;
      }
      Optional<Job> job = whole(next.get());
      if (job.isEmpty()) {
        jobs.remove(next.get()); // Somebody has removed its file.
        continue;
      }
      Job begun = begin.apply(job.get());
      keep(begun);
      return Optional.of(begun);
    }
    return Optional.empty();
  }

  /** Changes a job, on the state that it has at this moment. */
  synchronized Job change(String id, UnaryOperator<Job> change) {
    Job changed =
        change.apply(
            whole(id).orElseThrow(() -> new IllegalStateException("There is no job " + id)));
    keep(changed);
    return changed;
  }

  /** A job that was taken has to be taken again, and this attempt does not count. */
  synchronized void giveBack(String id) {
    jobs.computeIfPresent(id, (key, kept) -> new Kept(kept.job().interrupted(), kept.bytes()));
  }

  /** Waits so long, or until these are closed. */
  synchronized void pause(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toMillis(); !closed && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private Optional<String> next() {
    for (Job.State state : List.of(Job.State.RUNNING, Job.State.QUEUED)) {
      for (Kept kept : jobs.values()) {
        if (kept.job().state() == state) {
          return Optional.of(kept.job().id());
        }
      }
    }
    return Optional.empty();
  }

  private int count(Job.State state) {
    return (int) jobs.values().stream().filter(kept -> kept.job().state() == state).count();
  }

  /** As it is on disk; an attempt that was given back is there still. */
  private Optional<Job> whole(String id) {
    int attempts = jobs.get(id).job().attempts();
    return store.read(id).map(job -> job.attempts() > attempts ? job.interrupted() : job);
  }

  private void keep(Job job) {
    keep(job, ServiceJson.bytes(job));
  }

  private void keep(Job job, byte[] json) {
    store.write(job.id(), json);
    jobs.put(job.id(), new Kept(job.brief(), json.length));
  }

  /** Forgets ended jobs, the oldest first. */
  private void makeRoom(long bytes) {
    List<Kept> ended = jobs.values().stream().filter(kept -> kept.job().state().ended()).toList();
    long total = bytes + jobs.values().stream().mapToLong(Kept::bytes).sum();
    int count = ended.size();
    for (Kept kept : ended) {
      if (count <= MAX_ENDED && total <= maxBytes) {
        return;
      }
      store.delete(kept.job().id());
      jobs.remove(kept.job().id());
      total -= kept.bytes();
      count--;
    }
    if (total > maxBytes) {
      throw busy("The jobs that wait are as large as the service keeps them; try again later.");
    }
  }

  private static ProblemException busy(String detail) {
    return new ProblemException(Problem.of(Problem.Code.BUSY, detail), RETRY_SECONDS, null);
  }
}
