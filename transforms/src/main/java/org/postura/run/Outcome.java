package org.postura.run;

/** How a video ended. */
public enum Outcome {
  /** Every frame that the container announces has been processed. */
  DONE,
  /** Landmarks are written for a part of the frames; the code says why not for all. */
  PARTIAL,
  /** No landmarks are written; the code says why. */
  FAILED,
  /** Its time has changed, its bytes have not: what the row before says still holds. */
  UNCHANGED,
  /** A file that a directory was searched for turned out to be no video; nobody had named it. */
  LEFT_OUT
}
