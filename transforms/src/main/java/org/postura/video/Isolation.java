package org.postura.video;

import java.nio.channels.ReadableByteChannel;

/** Where videos are decoded. */
public enum Isolation {
  /** In this process: fastest to begin, but a crash in native code ends everything. */
  NONE {
    @Override
    public Decoders decoders() {
      return new Decoders() {
        @Override
        public Video open(ReadableByteChannel channel, VideoLimits limits) throws VideoException {
          return Video.open(channel, limits);
        }

        @Override
        public void close() {}
      };
    }
  },
  /**
   * In child processes that are used again: a crash, a hang or hunger for memory costs one video a
   * verdict and this process nothing.
   */
  PROCESS {
    @Override
    public Decoders decoders() {
      return new DecoderProcesses();
    }
  };

  /** Decoders of this kind, to be closed. Processes are started as videos need them. */
  public abstract Decoders decoders();
}
