package org.postura.video.process;

import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.postura.video.VideoException;

/**
 * The decoding processes of this JVM, whoever uses them: one for each video that is open, up to a
 * bound; those that are free wait for the next. They end when nobody has {@link DecoderProcesses}
 * any more. Thread-safe.
 *
 * <p>The system property {@code postura.decoder.processes} sets the bound. It is meant to hold back
 * a flood, not to schedule: whoever runs videos in parallel decides how many.
 */
final class DecoderPool {
  private static final long WATCH_MILLIS = 100;

  /** A process is replaced after so many videos: what a codec leaks does not add up for ever. */
  private static final int MAX_VIDEOS = 500;

  /** A process that holds more than this between two videos is replaced. */
  private static final long MAX_IDLE_BYTES = 256L << 20;

  private static final int BOUND =
      Integer.getInteger(
          "postura.decoder.processes",
          Math.max(16, 4 * Runtime.getRuntime().availableProcessors()));

  /** How long a video waits for a process where all are busy. */
  private static final Duration WAIT = Duration.ofMinutes(10);

  private static final DecoderPool SHARED = new DecoderPool(DecoderProcess::start, BOUND, WAIT);

  /** Starts a process. */
  interface Starter {
    DecoderProcess start() throws IOException;
  }

  private final Starter starter;
  private final Duration wait;
  private final Set<DecoderProcess> all = ConcurrentHashMap.newKeySet();
  private final GenericObjectPool<DecoderProcess> pool;
  private ScheduledExecutorService watch;
  private int users;

  DecoderPool(Starter starter, int bound, Duration wait) {
    this.starter = starter;
    this.wait = wait;
    GenericObjectPoolConfig<DecoderProcess> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(bound);
    config.setMaxIdle(bound);
    config.setMaxWait(wait);
    config.setTestOnBorrow(true);
    config.setTestOnReturn(true);
    config.setJmxEnabled(false);
    this.pool = new GenericObjectPool<>(new Factory(), config);
  }

  /** The one of this JVM. */
  static DecoderPool shared() {
    return SHARED;
  }

  /** Somebody is going to use it: the first process comes up while he prepares what he needs. */
  synchronized void enter() {
    if (users++ > 0) {
      return;
    }
    watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "decoder-watch");
              thread.setDaemon(true);
              return thread;
            });
    watch.scheduleWithFixedDelay(
        () -> all.forEach(DecoderProcess::watch),
        WATCH_MILLIS,
        WATCH_MILLIS,
        TimeUnit.MILLISECONDS);
    try {
      pool.addObject();
    } catch (Exception e) {
      // The first video tries again and tells.
    }
  }

  /** He does not use it any more; what he took he has given back. */
  synchronized void leave() {
    if (--users > 0) {
      return;
    }
    // All at once, and then one after the other is waited for.
    all.forEach(DecoderProcess::hangUp);
    pool.clear();
    watch.shutdownNow();
  }

  /** The processes that there are now. */
  Set<DecoderProcess> all() {
    return all;
  }

  /** A process that is up and decodes nothing; to be given back. */
  DecoderProcess take() throws VideoException {
    DecoderProcess process;
    try {
      process = pool.borrowObject();
    } catch (NoSuchElementException e) {
      throw ProcessVerdicts.allBusy(pool.getMaxTotal(), wait.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProcessVerdicts.notStarted(e);
    } catch (Exception e) {
      throw ProcessVerdicts.notStarted(e);
    }
    try {
      process.awaitReady();
      return process;
    } catch (VideoException e) {
      giveBack(process, false);
      throw e;
    }
  }

  /**
   * Takes a process back of which no frame is in use.
   *
   * @param sound whether it can go on with another video
   */
  void giveBack(DecoderProcess process, boolean sound) {
    if (sound && process.nextVideo() < MAX_VIDEOS && process.anonymousBytes() < MAX_IDLE_BYTES) {
      process.trim();
    } else {
      process.retire();
    }
    // One that is retired is ended here. To invalidate it would start another, wanted or not.
    pool.returnObject(process);
  }

  /** Makes processes and ends them. */
  private final class Factory extends BasePooledObjectFactory<DecoderProcess> {
    @Override
    public DecoderProcess create() throws IOException {
      DecoderProcess process = starter.start();
      all.add(process);
      return process;
    }

    @Override
    public PooledObject<DecoderProcess> wrap(DecoderProcess process) {
      return new DefaultPooledObject<>(process);
    }

    @Override
    public boolean validateObject(PooledObject<DecoderProcess> pooled) {
      return pooled.getObject().fit();
    }

    @Override
    public void destroyObject(PooledObject<DecoderProcess> pooled) {
      DecoderProcess process = pooled.getObject();
      process.leave();
      all.remove(process);
    }
  }
}
