package org.postura.blazepose;

/** Whose rules for suppression, tracking, smoothing and time are followed. */
public enum Profile {
  /**
   * Per person the rules of {@code solutions} on the video's own time stamps; persons associated
   * and numbered.
   */
  POSTURA,
  /**
   * {@code mp.solutions.pose} exactly, its synthetic clock of 33 333 µs a frame included; one
   * person.
   */
  MEDIAPIPE_SOLUTIONS,
  /** {@code PoseLandmarker} of MediaPipe Tasks exactly. */
  MEDIAPIPE_TASKS
}
