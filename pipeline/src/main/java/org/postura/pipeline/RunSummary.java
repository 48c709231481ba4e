package org.postura.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.postura.transforms.Ledger;
import org.postura.transforms.LedgerEntry;
import org.postura.transforms.Outcome;
import org.postura.transforms.Plan;

/**
 * What a run came to.
 *
 * @param settings the run's settings
 * @param run its id
 * @param planned videos in its plan
 * @param skipped videos that needed nothing
 * @param entries its ledger
 * @param endedEarly whether failures ended it
 */
record RunSummary(
    Settings settings,
    String run,
    int planned,
    int skipped,
    List<LedgerEntry> entries,
    boolean endedEarly) {
  /** Failed videos named one by one; the dead letters have them all. */
  private static final int NAMED = 20;

  static RunSummary read(Settings settings, String run, Plan plan, boolean endedEarly)
      throws IOException {
    return new RunSummary(
        settings,
        run,
        plan.videos().size(),
        plan.skipped(),
        Ledger.entriesOf(settings.layout(), run),
        endedEarly);
  }

  int exitCode() {
    return endedEarly || entries.stream().anyMatch(entry -> entry.outcome() != Outcome.DONE)
        ? ExitCode.FAILURES
        : ExitCode.DONE;
  }

  void print(PrintStream out, double seconds) {
    long frames = entries.stream().mapToLong(LedgerEntry::frames).sum();
    out.println(
        String.format(
            Locale.ROOT,
            "postura: %d videos done, %d partial, %d failed, %d up to date; %d frames in %.1f s (%.1f frames/s)",
            count(Outcome.DONE),
            count(Outcome.PARTIAL),
            count(Outcome.FAILED),
            skipped,
            frames,
            seconds,
            frames / seconds));
    List<LedgerEntry> failures =
        entries.stream().filter(entry -> entry.outcome() != Outcome.DONE).toList();
    for (LedgerEntry entry : failures.subList(0, Math.min(NAMED, failures.size()))) {
      out.println(
          "  %s %s: %s%s"
              .formatted(
                  entry.outcome() == Outcome.PARTIAL ? "PARTIAL" : "FAILED",
                  entry.uri(),
                  entry.code() + ": " + entry.message(),
                  entry.detail() == null ? "" : " (" + entry.detail() + ")"));
    }
    if (failures.size() > NAMED) {
      out.println("  … and %d more".formatted(failures.size() - NAMED));
    }
    if (endedEarly) {
      out.println(
          "  ended early after more failures than --maxFailures; %d videos were not begun"
              .formatted(planned - entries.size()));
    }
    if (!failures.isEmpty() && !settings.standardOutput()) {
      out.println("  dead letters: %s%s-*.jsonl".formatted(settings.layout().deadLetters(), run));
    }
    out.println("  landmarks:    " + place());
  }

  private String place() {
    if (settings.standardOutput()) {
      return "standard output";
    }
    if (settings.singleOutput() != null) {
      return settings.layout().output(settings.singleOutput());
    }
    return entries.size() == 1 && entries.get(0).outcome() != Outcome.FAILED
        ? settings.layout().output(entries.get(0).output())
        : settings.layout().output("landmarks/");
  }

  private long count(Outcome outcome) {
    return entries.stream().filter(entry -> entry.outcome() == outcome).count();
  }
}
