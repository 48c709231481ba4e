package org.postura.run;

/** Why a video is processed. */
public enum Reason {
  /** The ledger doesn't know its output. */
  NEW("new"),
  /** Its bytes are others than those that were processed. */
  BYTES("changed"),
  /** Its time is another one; the worker compares the bytes and goes on only if they differ. */
  TOUCHED("touched"),
  /** Options or networks are others. */
  OPTIONS("other options"),
  /** Its landmarks have gone. */
  OUTPUT_GONE("landmarks gone"),
  /** It failed for a reason that may have passed. */
  RETRY("tried again"),
  /** It passed a limit that is another one now. */
  LIMITS("other limits"),
  /** {@code --reprocess} asks for it. */
  ASKED("asked for");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
