package org.postura.transforms;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * What is known of an output from earlier runs.
 *
 * <p>A run's rows are written when it ends. A run that was cut off leaves one marker for each video
 * that it published; {@link #recover} makes rows of them, so that nothing published is computed
 * again.
 */
public final class Ledger {
  private static final String JSON_LINES = ".jsonl";

  /** File names after the run's id: rows of markers, rows of a run that goes on. */
  private static final String RECOVERED = "-recovered.jsonl";

  private static final String EARLIER = "-earlier.jsonl";

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
    for (String line : StateFiles.lines(layout.ledger(), "", JSON_LINES)) {
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
    return StateFiles.lines(layout.ledger(), run + "-", JSON_LINES).stream()
        .map(line -> Json.parse(line, LedgerEntry.class))
        .toList();
  }

  /**
   * Makes ready for a run to go on under its own id: the rows that it has are gathered in one file,
   * which the rows to come do not replace. A run that is new has none.
   *
   * @return the outputs that have a row of this run
   */
  public static Set<String> settle(OutputLayout layout, String run) throws IOException {
    Map<String, LedgerEntry> rows = new TreeMap<>();
    entriesOf(layout, run).forEach(entry -> rows.put(entry.output(), entry));
    if (!rows.isEmpty()) {
      write(layout, run, EARLIER, rows.values());
      for (String directory : List.of(layout.ledger(), layout.deadLetters())) {
        for (ResourceId file : StateFiles.list(directory, run + "-", JSON_LINES)) {
          if (!file.toString().endsWith(EARLIER)) {
            StateFiles.delete(List.of(file));
          }
        }
      }
    }
    return Set.copyOf(rows.keySet());
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
    StateFiles.delete(StateFiles.list(layout.markers(), run + "-", ".json"));
    StateFiles.delete(List.of(StateFiles.file(layout.plan(run))));
    StateFiles.delete(StateFiles.list(layout.temporaries(), "", ""));
    StateFiles.delete(StateFiles.listEmpty(layout.deadLetters(), run + "-", JSON_LINES));
  }

  private static Iterable<LedgerEntry> recover(OutputLayout layout, Set<String> known)
      throws IOException {
    Map<String, Map<String, LedgerEntry>> byRun = new TreeMap<>();
    for (String line : StateFiles.lines(layout.markers(), "", ".json")) {
      LedgerEntry entry = Json.parse(line, LedgerEntry.class);
      byRun.computeIfAbsent(entry.run(), run -> new TreeMap<>()).put(key(entry), entry);
    }
    Set<LedgerEntry> recovered = new HashSet<>();
    for (Map.Entry<String, Map<String, LedgerEntry>> run : byRun.entrySet()) {
      List<LedgerEntry> entries =
          run.getValue().values().stream().filter(entry -> !known.contains(key(entry))).toList();
      if (!entries.isEmpty()) {
        write(layout, run.getKey(), RECOVERED, entries);
        recovered.addAll(entries);
      }
      cleanUp(layout, run.getKey());
    }
    // Of runs that were cut off before their first video was done.
    StateFiles.delete(StateFiles.list(layout.plans(), "", JSON_LINES));
    StateFiles.delete(StateFiles.list(layout.temporaries(), "", ""));
    return recovered;
  }

  /** Writes rows of a run and the dead letters among them, each in a file of that name. */
  private static void write(
      OutputLayout layout, String run, String name, Collection<LedgerEntry> entries)
      throws IOException {
    String temporary = layout.temporaries() + run + name;
    StateFiles.write(
        layout.ledger() + run + name, temporary, entries.stream().map(Json::line).toList());
    List<String> letters =
        entries.stream()
            .filter(entry -> entry.outcome() != Outcome.DONE)
            .map(entry -> Json.line(DeadLetter.of(entry)))
            .toList();
    if (!letters.isEmpty()) {
      StateFiles.write(layout.deadLetters() + run + name, temporary, letters);
    }
  }

  private static String key(LedgerEntry entry) {
    return entry.run() + ' ' + entry.output();
  }

  private static LedgerEntry later(LedgerEntry a, LedgerEntry b) {
    return a.run().compareTo(b.run()) >= 0 ? a : b;
  }
}
