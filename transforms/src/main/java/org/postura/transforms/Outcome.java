package org.postura.transforms;

/** How a video ended. */
public enum Outcome {
  /** Every frame that the container announces has been processed. */
  DONE,
  /** Landmarks are written for a part of the frames; the code says why not for all. */
  PARTIAL,
  /** No landmarks are written; the code says why. */
  FAILED
}
