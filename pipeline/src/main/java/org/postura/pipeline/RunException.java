package org.postura.pipeline;

/** A run that can't go on; the message is the one line that the user sees. */
public final class RunException extends RuntimeException {
  RunException(String message) {
    super(message);
  }

  RunException(String message, Throwable cause) {
    super(message, cause);
  }
}
