package org.postura.transforms;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far a run has come within this JVM, and the word to stop.
 *
 * <p>Beam's metrics move only as elements end, which is too late for one long video: these counters
 * move with every frame. On a cluster each worker has its own, and the metrics are what the command
 * sees.
 */
public final class RunProgress {
  private static final Map<String, RunProgress> RUNS = new ConcurrentHashMap<>();

  private final LongAdder frames = new LongAdder();
  private final LongAdder videosDone = new LongAdder();
  private final LongAdder videosFailed = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private int inFlight;

  private RunProgress() {}

  /** The counters of a run in this JVM. */
  public static RunProgress of(String run) {
    return RUNS.computeIfAbsent(run, id -> new RunProgress());
  }

  /** Forgets a run that has ended. */
  public static void forget(String run) {
    RUNS.remove(run);
  }

  /** Frames processed so far. */
  public long frames() {
    return frames.sum();
  }

  /** Videos that ended, failed and partial ones included. */
  public long videosEnded() {
    return videosDone.sum() + videosFailed.sum();
  }

  /** Videos that ended failed or partial. */
  public long videosFailed() {
    return videosFailed.sum();
  }

  /** Bytes of the videos dealt with; of those in work, the share of the frames that are done. */
  public long bytes() {
    return bytes.sum();
  }

  /** Videos in work at this moment. */
  public synchronized int inFlight() {
    return inFlight;
  }

  /** Asks the run to begin nothing more and to drop what it has in work. */
  public void stop() {
    stopping.set(true);
  }

  /** Waits until nothing is in work, so long at most; whether that came to pass. */
  public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toMillis();
        inFlight > 0 && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    return inFlight == 0;
  }

  boolean stopping() {
    return stopping.get();
  }

  private synchronized void left() {
    inFlight--;
    notifyAll();
  }

  Work begin(long sizeBytes) {
    synchronized (this) {
      inFlight++;
    }
    return new Work(sizeBytes);
  }

  /** One video in work; counts its share of the bytes as frames come. */
  final class Work implements AutoCloseable {
    private final long sizeBytes;
    private long counted;
    private long framesHere;
    private long decoded;

    private Work(long sizeBytes) {
      this.sizeBytes = sizeBytes;
    }

    /**
     * Another frame was decoded.
     *
     * @param processed whether its poses were estimated too
     * @param announced how many frames there are in all, −1 if the container doesn't say
     */
    void frame(boolean processed, long announced) {
      decoded++;
      if (processed) {
        frames.increment();
        framesHere++;
      }
      if (announced > 0) {
        countTo((long) (sizeBytes * Math.min(1.0, (double) decoded / announced)));
      }
    }

    /** Takes back what was counted, before the video is tried again. */
    void again() {
      frames.add(-framesHere);
      framesHere = 0;
      decoded = 0;
      countTo(0);
    }

    void ended(boolean failed) {
      (failed ? videosFailed : videosDone).increment();
      countTo(sizeBytes);
    }

    private void countTo(long total) {
      bytes.add(total - counted);
      counted = total;
    }

    @Override
    public void close() {
      left();
    }
  }
}
