package org.postura.transforms;

/** The output can't be written: no video's fault, and the end of the run. */
public final class OutputException extends RuntimeException {
  OutputException(String file, Throwable cause) {
    super("The output %s can't be written: %s".formatted(file, cause.getMessage()), cause);
  }
}
