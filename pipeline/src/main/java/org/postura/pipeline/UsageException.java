package org.postura.pipeline;

/** A command line that can't be run; the message is the one line that the user sees. */
public final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
