package org.postura.video;

import java.io.IOException;

/** A video that can't be opened or read on, with the verdict that says why. */
public final class VideoException extends IOException {
  private final Verdict verdict;

  public VideoException(VerdictCode code, String message) {
    this(code, message, "", null);
  }

  public VideoException(VerdictCode code, String message, String detail, Throwable cause) {
    super(code + ": " + message + (detail.isEmpty() ? "" : " (" + detail + ")"), cause);
    this.verdict = new Verdict(code, message, detail);
  }

  /** The verdict to be written for this video. */
  public Verdict verdict() {
    return verdict;
  }
}
