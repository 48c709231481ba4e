package org.postura.run;

import org.postura.store.Location;

/** The output can't be written: no video's fault, and the end of the run. */
public final class OutputException extends RuntimeException {
  /**
   * @param file what was being written
   */
  public OutputException(Location file, Throwable cause) {
    super(
        "The output %s can't be written: %s (%s)"
            .formatted(file, cause.getMessage(), cause.getClass().getSimpleName()),
        cause);
  }
}
