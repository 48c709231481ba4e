package org.postura.run;

import java.util.Locale;
import org.postura.store.Location;

/** The output can't be written: no video's fault, and the end of the run. */
public final class OutputException extends RuntimeException {
  /**
   * @param file what was being written
   */
  public OutputException(Location file, Throwable cause) {
    super(
        String.format(
            Locale.ROOT,
            "The output %s can't be written: %s (%s)",
            file,
            cause.getMessage(),
            cause.getClass().getSimpleName()),
        cause);
  }
}
