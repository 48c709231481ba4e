package org.postura.video.process;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postura.video.Decoders;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;

/**
 * Decoding processes, as many as videos are open at once; those that are free wait for the next.
 */
final class DecoderProcesses implements Decoders {
  private static final long WATCH_MILLIS = 100;

  /** A process is replaced after so many videos: what a codec leaks does not add up for ever. */
  private static final int MAX_VIDEOS = 500;

  /** A process that holds more than this between two videos is replaced. */
  private static final long MAX_IDLE_BYTES = 256L << 20;

  private final Set<DecoderProcess> all = ConcurrentHashMap.newKeySet();
  private final Deque<DecoderProcess> free = new ConcurrentLinkedDeque<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "decoder-watch");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts the first process, so that it comes up while others prepare what they need. */
  DecoderProcesses() {
    watch.scheduleWithFixedDelay(
        () -> all.forEach(DecoderProcess::watch),
        WATCH_MILLIS,
        WATCH_MILLIS,
        TimeUnit.MILLISECONDS);
    try {
      free.add(start());
    } catch (IOException e) {
      // The first video tries again and tells.
    }
  }

  @Override
  public Video open(ReadableByteChannel channel, VideoLimits limits) throws VideoException {
    return new IsolatedVideo(channel, limits, take(), this);
  }

  @Override
  public void close() {
    watch.shutdownNow();
    all.removeAll(free);
    // Of those in use, frames may still be looked at.
    all.forEach(DecoderProcess::kill);
    free.forEach(DecoderProcess::leave);
    all.clear();
    free.clear();
  }

  /** The processes that there are now. */
  Set<DecoderProcess> all() {
    return all;
  }

  private DecoderProcess take() throws VideoException {
    DecoderProcess process = free.pollFirst();
    while (process != null && !process.alive()) {
      all.remove(process);
      process = free.pollFirst();
    }
    try {
      if (process == null) {
        process = start();
      }
      process.awaitReady();
      return process;
    } catch (IOException e) {
      if (process != null) {
        all.remove(process);
      }
      throw ProcessVerdicts.notStarted(e);
    }
  }

  private DecoderProcess start() throws IOException {
    DecoderProcess process = DecoderProcess.start();
    all.add(process);
    return process;
  }

  /**
   * Takes a process back of which no frame is in use.
   *
   * @param sound whether it can go on with another video
   */
  void giveBack(DecoderProcess process, boolean sound) {
    if (sound
        && !watch.isShutdown()
        && process.nextVideo() < MAX_VIDEOS
        && process.anonymousBytes() < MAX_IDLE_BYTES) {
      process.trimPictures();
      free.addFirst(process);
    } else {
      process.end();
      all.remove(process);
    }
  }
}
