package org.postura.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All jobs: those that wait, the one that runs, and the last ones that ended. Every change is on
 * disk before anybody hears of it.
 */
final class Jobs {
  private static final int RETRY_SECONDS = 60;

  /** Ended jobs that are remembered. */
  private static final int MAX_ENDED = 1000;

  private final JobStore store;
  private final int maxQueued;

  /** By id, in the order in which they were asked for. */
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  private boolean closed;

  /** Takes up what an earlier process has left. */
  Jobs(JobStore store, int maxQueued) throws IOException {
    this.store = store;
    this.maxQueued = maxQueued;
    List<Job> found = store.readAll();
    found.sort(Comparator.comparing(Job::created).thenComparing(Job::id));
    found.forEach(job -> jobs.put(job.id(), job));
  }

  /** Adds a job to the queue, or answers 429. */
  synchronized Job add(JobRequest request) {
    if (queued() >= maxQueued) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.BUSY,
              "%d jobs wait, and the queue takes no more; try again later.".formatted(maxQueued)),
          RETRY_SECONDS,
          null);
    }
    Job job = Job.queued(request);
    keep(job);
    forgetOld();
    notifyAll();
    return job;
  }

  synchronized Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** All of them, the newest first. */
  synchronized List<Job> list() {
    List<Job> list = new ArrayList<>(jobs.values());
    java.util.Collections.reverse(list);
    return list;
  }

  synchronized int queued() {
    return (int) jobs.values().stream().filter(job -> job.state() == Job.State.QUEUED).count();
  }

  synchronized int running() {
    return (int) jobs.values().stream().filter(job -> job.state() == Job.State.RUNNING).count();
  }

  boolean full() {
    return queued() >= maxQueued;
  }

  /**
   * The next job to run: first what ran when the service ended. Waits for one; empty at the end.
   */
  synchronized Optional<Job> take(UnaryOperator<Job> begin) throws InterruptedException {
    while (!closed) {
      for (Job.State state : List.of(Job.State.RUNNING, Job.State.QUEUED)) {
        for (Job job : jobs.values()) {
          if (job.state() == state) {
            Job begun = begin.apply(job);
            keep(begun);
            return Optional.of(begun);
          }
        }
      }
      wait();
    }
    return Optional.empty();
  }

  /** Changes a job, on the state that it has at this moment. */
  synchronized Job change(String id, UnaryOperator<Job> change) {
    Job changed = change.apply(jobs.get(id));
    keep(changed);
    return changed;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void keep(Job job) {
    store.write(job);
    jobs.put(job.id(), job);
  }

  private void forgetOld() {
    List<String> ended =
        jobs.values().stream().filter(job -> job.state().ended()).map(Job::id).toList();
    for (String id : ended.subList(0, Math.max(0, ended.size() - MAX_ENDED))) {
      store.delete(id);
      jobs.remove(id);
    }
  }
}
