package org.postura.video;

import java.nio.channels.ReadableByteChannel;

/** Opens videos, here or in processes of their own; see {@link Isolation}. Thread-safe. */
public interface Decoders extends AutoCloseable {
  /**
   * As {@link Video#open}; what comes of the video does not depend on where it is decoded.
   *
   * @throws VideoException with the verdict if not one frame can be had
   */
  Video open(ReadableByteChannel channel, VideoLimits limits) throws VideoException;

  /** Ends what was started for decoding; videos still open can't be read on. */
  @Override
  void close();
}
