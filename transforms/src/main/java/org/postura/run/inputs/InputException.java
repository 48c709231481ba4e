package org.postura.run.inputs;

/** An input that nothing can be found by; the message is one sentence for the user. */
public final class InputException extends RuntimeException {
  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
