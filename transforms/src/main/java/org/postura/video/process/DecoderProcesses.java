package org.postura.video.process;

import java.nio.channels.ReadableByteChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postura.video.Decoders;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;

/** One user's share of a {@link DecoderPool}: the videos that he has open. */
final class DecoderProcesses implements Decoders {
  private final DecoderPool pool;
  private final Set<DecoderProcess> taken = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  DecoderProcesses(DecoderPool pool) {
    this.pool = pool;
    pool.enter();
  }

  @Override
  public Video open(ReadableByteChannel channel, VideoLimits limits) throws VideoException {
    if (closed.get()) {
      throw new IllegalStateException("these decoders have been closed");
    }
    DecoderProcess process = pool.take();
    taken.add(process);
    return new IsolatedVideo(channel, limits, process, sound -> giveBack(process, sound));
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      // Frames of theirs may still be looked at; their videos give them back.
      taken.forEach(DecoderProcess::kill);
      pool.leave();
    }
  }

  private void giveBack(DecoderProcess process, boolean sound) {
    taken.remove(process);
    pool.giveBack(process, sound && !closed.get());
  }
}
