package org.postura.video;

/** Where videos are decoded. */
public enum Isolation {
  /** In this process: fastest to begin, but a crash in native code ends everything. */
  NONE,
  /**
   * In child processes that are used again: a crash, a hang or hunger for memory costs one video a
   * verdict and this process nothing.
   */
  PROCESS;

  /** Decoders of this kind, to be closed. Processes are started as videos need them. */
  public Decoders decoders() {
    return Decoding.installed().decoders(this);
  }
}
