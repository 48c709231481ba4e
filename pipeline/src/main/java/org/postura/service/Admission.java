package org.postura.service;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many requests with a video are taken at once, and how many of those are decoded; the others
 * wait for their turn on disk, those beyond are told to come back.
 */
final class Admission {
  private static final int RETRY_SECONDS = 5;

  /** A request whose turn has not come by then is given back. */
  private static final long WAIT_SECONDS = 300;

  private final int places;
  private final Semaphore free;
  private final Semaphore turns;
  private final AtomicBoolean closed = new AtomicBoolean();

  Admission(int requests, int decoding) {
    places = requests;
    free = new Semaphore(requests);
    turns = new Semaphore(decoding, /* fair= */ true);
  }

  /** Gives back what was taken. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes a request in, or answers 429. */
  Place enter() {
    if (closed.get()) {
      throw new ProblemException(
          Problem.of(Problem.Code.ENDING, "The service is ending; ask another one, or try later."),
          RETRY_SECONDS,
          null);
    }
    if (!free.tryAcquire()) {
      throw busy();
    }
    return free::release;
  }

  /** Waits for the request's turn. */
  Place turn() {
    try {
      if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
      return turns::release;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  /** Requests taken and not yet answered. */
  int inWork() {
    return places - free.availablePermits();
  }

  boolean full() {
    return free.availablePermits() == 0;
  }

  /**
   * Takes no more, and waits for those taken.
   *
   * @return whether all have ended in time
   */
  boolean close(long nanos) throws InterruptedException {
    closed.set(true);
    return free.tryAcquire(places, nanos, TimeUnit.NANOSECONDS);
  }

  private static ProblemException busy() {
    return new ProblemException(
        Problem.of(
            Problem.Code.BUSY, "As many videos are in work as the service takes; try again."),
        RETRY_SECONDS,
        null);
  }
}
