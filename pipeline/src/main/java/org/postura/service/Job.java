package org.postura.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A job as it is kept on disk; immutable, every step is a new one.
 *
 * @param id its name
 * @param state how far it is
 * @param created when it was asked for; jobs run in this order
 * @param started when it began first, or null
 * @param ended when it ended, or null
 * @param request as the client sent it
 * @param run id of its run, by which the run goes on after a restart; null until it begins
 * @param attempts how often it was begun
 * @param cancelled whether a client has asked to stop it
 * @param progress how far it has come
 * @param code why it failed, or null
 * @param message the same in a sentence, or null
 * @param verdicts how its videos ended, failed ones first, at most {@link #MAX_VERDICTS}
 */
record Job(
    String id,
    State state,
    String created,
    String started,
    String ended,
    JobRequest request,
    String run,
    int attempts,
    boolean cancelled,
    JobProgress progress,
    String code,
    String message,
    List<VideoVerdict> verdicts) {
  /** Verdicts that a job keeps; the output's ledger has them all. */
  static final int MAX_VERDICTS = 1000;

  /** How far a job is. */
  enum State {
    QUEUED,
    RUNNING,
    /** All videos have ended, which says nothing of how: see the verdicts. */
    DONE,
    /** The run could not be carried out. */
    FAILED,
    CANCELLED;

    boolean ended() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }

  Job {
    verdicts = verdicts == null ? List.of() : List.copyOf(verdicts);
  }

  static Job queued(JobRequest request) {
    return new Job(
        UUID.randomUUID().toString(),
        State.QUEUED,
        now(),
        null,
        null,
        request,
        null,
        0,
        false,
        JobProgress.NONE,
        null,
        null,
        null);
  }

  Job begun(String itsRun) {
    return new Job(
        id,
        State.RUNNING,
        created,
        started == null ? now() : started,
        null,
        request,
        run == null ? itsRun : run,
        attempts + 1,
        cancelled,
        progress,
        null,
        null,
        null);
  }

  /** Goes on under another run, as the one it had has come to an end without it. */
  Job with(String otherRun) {
    return new Job(
        id, state, created, started, ended, request, otherRun, attempts, cancelled, progress, code,
        message, verdicts);
  }

  /** The service's doing, as when it ends properly, which doesn't count as an attempt. */
  Job interrupted() {
    return new Job(
        id,
        state,
        created,
        started,
        ended,
        request,
        run,
        attempts - 1,
        cancelled,
        progress,
        code,
        message,
        verdicts);
  }

  /** Without what can be long: a job as it is kept in memory. */
  Job brief() {
    return new Job(
        id,
        state,
        created,
        started,
        ended,
        new JobRequest(List.of(), request.output(), request.options()),
        run,
        attempts,
        cancelled,
        progress,
        code,
        message,
        List.of());
  }

  Job toBeCancelled() {
    return new Job(
        id, state, created, started, ended, request, run, attempts, true, progress, code, message,
        verdicts);
  }

  Job with(JobProgress newProgress) {
    return new Job(
        id,
        state,
        created,
        started,
        ended,
        request,
        run,
        attempts,
        cancelled,
        newProgress,
        code,
        message,
        verdicts);
  }

  Job failed(Problem problem) {
    return ended(State.FAILED, progress, problem.code(), problem.detail(), verdicts);
  }

  Job ended(State how, JobProgress itsProgress, List<VideoVerdict> itsVerdicts) {
    return ended(how, itsProgress, null, null, itsVerdicts);
  }

  private Job ended(
      State how,
      JobProgress itsProgress,
      String itsCode,
      String itsMessage,
      List<VideoVerdict> itsVerdicts) {
    return new Job(
        id,
        how,
        created,
        started,
        now(),
        request,
        run,
        attempts,
        cancelled,
        itsProgress,
        itsCode,
        itsMessage,
        itsVerdicts);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
  }
}
