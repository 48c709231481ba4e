package org.postura.transforms;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far a run has come within this JVM, and the quick word to stop.
 *
 * <p>What a run needs to be right goes through Beam's metrics and objects in the store. Where
 * command and workers share a JVM, this is quicker: metrics move only as elements end, these
 * counters with every frame.
 */
public final class WorkerProgress {
  private static final Map<String, WorkerProgress> RUNS = new ConcurrentHashMap<>();

  private final LongAdder frames = new LongAdder();
  private final LongAdder videosDone = new LongAdder();
  private final LongAdder videosFailed = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private int inFlight;
  private int settingUp;

  private WorkerProgress() {}

  /** The counters of a run in this JVM. */
  public static WorkerProgress of(String run) {
    return RUNS.computeIfAbsent(run, id -> new WorkerProgress());
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

  /** Videos of the packets in work at this moment. */
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
        inFlight + settingUp > 0 && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    return inFlight + settingUp == 0;
  }

  /** Whether the run was asked to end. */
  public boolean stopping() {
    return stopping.get();
  }

  /** Something native that is being made ready; the process may not end meanwhile. */
  final class Setup implements AutoCloseable {
    private Setup() {}

    @Override
    public void close() {
      setUp(-1);
    }
  }

  Setup setup() {
    setUp(1);
    return new Setup();
  }

  private synchronized void setUp(int more) {
    settingUp += more;
    notifyAll();
  }

  private synchronized void add(int videos) {
    inFlight += videos;
    notifyAll();
  }

  /** Begins a packet of so many videos. */
  Work begin(int videos) {
    add(videos);
    return new Work(videos);
  }

  /** Takes in the videos of a packet that an earlier attempt has committed. */
  void committed(long done, long failed, long size) {
    videosDone.add(done);
    videosFailed.add(failed);
    bytes.add(size);
  }

  /** One packet in work; counts a video's share of the bytes as its frames come. */
  final class Work implements AutoCloseable {
    private final int videos;
    private long sizeBytes;
    private long counted;
    private long framesHere;
    private long decoded;

    private Work(int videos) {
      this.videos = videos;
    }

    /** The next video of the packet. */
    void video(long size) {
      sizeBytes = size;
      counted = 0;
      framesHere = 0;
      decoded = 0;
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
      add(-videos);
    }
  }
}
