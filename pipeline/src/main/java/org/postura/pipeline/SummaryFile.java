package org.postura.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.postura.run.Json;
import org.postura.run.RunSummary;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * {@code --summary}: the run's summary as one JSON object, to a file or to standard output.
 *
 * @param target where to, or null for nowhere
 * @param toOut whether to standard output
 */
record SummaryFile(Location target, boolean toOut) {
  private static final String STANDARD_OUTPUT = "-";

  /** Reads the option; null is none. */
  static SummaryFile parse(String option) {
    if (option == null) {
      return new SummaryFile(null, false);
    }
    if (option.equals(STANDARD_OUTPUT)) {
      return new SummaryFile(null, true);
    }
    try {
      return new SummaryFile(Location.of(option).absolute(), false);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          String.format(Locale.ROOT, "--summary must be a file name or -, was '%s'", option), e);
    }
  }

  void write(RunSummary summary, PrintStream out) {
    if (toOut) {
      out.println(Json.line(summary));
    }
    if (target != null) {
      try {
        Store.replace(target, Json.bytes(summary));
      } catch (IOException e) {
        throw new RunException(
            String.format(Locale.ROOT, "--summary=%s can't be written: %s", target, e.getMessage()),
            e);
      }
    }
  }
}
