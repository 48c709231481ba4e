package org.postura.transforms;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of an output from earlier runs.
 *
 * <p>A run's rows are written when it ends. A run that was cut off leaves one marker for each video
 * that it published; {@link #recover} makes rows of them, so that nothing published is computed
 * again.
 */
public final class Ledger {
  private final OutputLayout layout;
  private final Map<String, LedgerEntry> latest;

  private Ledger(OutputLayout layout, Map<String, LedgerEntry> latest) {
    this.layout = layout;
    this.latest = latest;
  }

  /** Reads the ledger, after folding in what runs that were cut off have left. */
  public static Ledger open(OutputLayout layout) throws IOException {
    Map<String, LedgerEntry> latest = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (String line : StateFiles.lines(layout.ledger() + "*.jsonl")) {
      LedgerEntry entry = Json.parse(line, LedgerEntry.class);
      known.add(key(entry));
      latest.merge(entry.output(), entry, Ledger::later);
    }
    for (LedgerEntry entry : recover(layout, known)) {
      latest.merge(entry.output(), entry, Ledger::later);
    }
    return new Ledger(layout, latest);
  }

  /** The rows of one run that has ended. */
  public static List<LedgerEntry> entriesOf(OutputLayout layout, String run) throws IOException {
    return StateFiles.lines(layout.ledger() + run + "-*.jsonl").stream()
        .map(line -> Json.parse(line, LedgerEntry.class))
        .toList();
  }

  /** What was last done for an output, or null. */
  LedgerEntry latest(String output) {
    return latest.get(output);
  }

  /** Whether the landmarks of an output are there. */
  boolean outputExists(String output) throws IOException {
    return StateFiles.exists(layout.output(output));
  }

  /**
   * Removes what a run needed in between: its plan, its markers, whatever lies among the temporary
   * files, and the empty file that Beam writes where there is no dead letter.
   */
  public static void cleanUp(OutputLayout layout, String run) throws IOException {
    StateFiles.delete(StateFiles.match(layout.markers() + run + "-*.json"));
    StateFiles.delete(StateFiles.match(layout.plan(run)));
    StateFiles.delete(StateFiles.match(layout.temporaries() + "**"));
    StateFiles.delete(StateFiles.matchEmpty(layout.deadLetters() + run + "-*.jsonl"));
  }

  private static Iterable<LedgerEntry> recover(OutputLayout layout, Set<String> known)
      throws IOException {
    Map<String, Map<String, LedgerEntry>> byRun = new TreeMap<>();
    for (String line : StateFiles.lines(layout.markers() + "*.json")) {
      LedgerEntry entry = Json.parse(line, LedgerEntry.class);
      byRun.computeIfAbsent(entry.run(), run -> new TreeMap<>()).put(key(entry), entry);
    }
    Set<LedgerEntry> recovered = new HashSet<>();
    for (Map.Entry<String, Map<String, LedgerEntry>> run : byRun.entrySet()) {
      List<LedgerEntry> entries =
          run.getValue().values().stream().filter(entry -> !known.contains(key(entry))).toList();
      if (!entries.isEmpty()) {
        write(layout, layout.ledger(), run.getKey(), entries.stream().map(Json::line).toList());
        List<String> letters =
            entries.stream()
                .filter(entry -> entry.outcome() != Outcome.DONE)
                .map(entry -> Json.line(DeadLetter.of(entry)))
                .toList();
        if (!letters.isEmpty()) {
          write(layout, layout.deadLetters(), run.getKey(), letters);
        }
        recovered.addAll(entries);
      }
      cleanUp(layout, run.getKey());
    }
    // Of runs that were cut off before their first video was done.
    StateFiles.delete(StateFiles.match(layout.plans() + "*.jsonl"));
    StateFiles.delete(StateFiles.match(layout.temporaries() + "**"));
    return recovered;
  }

  private static void write(OutputLayout layout, String directory, String run, List<String> lines)
      throws IOException {
    StateFiles.write(
        directory + run + "-recovered.jsonl", layout.temporaries() + run + "-recovered", lines);
  }

  private static String key(LedgerEntry entry) {
    return entry.run() + ' ' + entry.output();
  }

  private static LedgerEntry later(LedgerEntry a, LedgerEntry b) {
    return a.run().compareTo(b.run()) >= 0 ? a : b;
  }
}
