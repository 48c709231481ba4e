package org.postura.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postura.store.Location;
import org.postura.store.Store;
import org.postura.store.StoredFile;

/**
 * Makes good what a run has left that did not come to its end: what it had committed gets its names
 * and rows, what it had not goes. Done by the run itself when it is stopped, and by the next one
 * when it was killed. Broken off at any point, it is done again from the start.
 */
public final class Settlement {
  private static final String JSON = ".json";

  /** Why a run may not go on. */
  public record Stop(String reason, String at) {}

  private final OutputLayout layout;
  private final Map<String, String> versions;

  /**
   * @param versions for the summaries of runs that left none
   */
  public Settlement(OutputLayout layout, Map<String, String> versions) {
    this.layout = layout;
    this.versions = versions;
  }

  /** Tells the workers of a run, wherever they are, to begin and commit nothing more. */
  public static void stop(OutputLayout layout, String run, String reason) throws IOException {
    Store.createIfAbsent(layout.stop(run), Json.bytes(new Stop(reason, Instant.now().toString())));
  }

  /**
   * Whether a run was told to stop, or has ended: its summary stays when all else has been removed,
   * and is what a worker meets that wakes too late.
   */
  public static boolean stopped(OutputLayout layout, String run) throws IOException {
    return Store.stat(layout.stop(run)).isPresent() || ended(layout, run);
  }

  /** Whether a run has come to an end, however it did. */
  public static boolean ended(OutputLayout layout, String run) throws IOException {
    return Store.stat(layout.summary(run)).isPresent();
  }

  /** Settles all runs but one, whose lease is held. */
  public void settleAllBut(String own) throws IOException {
    new EarlierState(layout).takeOver();
    Location runs = layout.runs();
    Map<String, List<StoredFile>> files = new TreeMap<>();
    int base = runs.text().length();
    Store.listAll(
        runs,
        file -> {
          String below = file.location().text().substring(base);
          int slash = below.indexOf('/');
          String run = slash < 0 ? below : below.substring(0, slash);
          // Of runs that ended well there is a summary and nothing else.
          if (slash > 0 && !run.equals(own)) {
            files.computeIfAbsent(run, r -> new ArrayList<>()).add(file);
          }
        });
    for (Map.Entry<String, List<StoredFile>> run : files.entrySet()) {
      settleOther(run.getKey(), run.getValue());
    }
  }

  private void settleOther(String run, List<StoredFile> files) throws IOException {
    boolean ended = has(files, layout.summary(run));
    if (ended && files.size() == 1) {
      return;
    }
    if (!ended) {
      stop(layout, run, "taken for dead by a later run");
      settle(run, RunSummary.End.KILLED, -1, 0);
    }
    remove(run);
  }

  private static boolean has(List<StoredFile> files, Location name) {
    return files.stream().anyMatch(file -> file.location().equals(name));
  }

  /**
   * Settles one run: its commit records become one file of rows, in place of what it may have
   * written of them, and its summary. What it needed in between stays for {@link #remove}.
   */
  public RunSummary settle(String run, RunSummary.End end, int exitCode, double seconds)
      throws IOException {
    List<Location> records = Store.list(layout.commits(run), JSON);
    Iterator<Location> next = records.iterator();
    Tally tally =
        records.isEmpty()
            ? Tally.NONE
            : RowFiles.write(layout, run, "settled", () -> published(run, next));
    if (!records.isEmpty()) {
      deleteOtherParts(run);
    }
    Optional<Planned> planned = planned(run);
    RunSummary summary =
        RunSummary.of(
            planned.orElseGet(() -> unplanned(run)),
            tally,
            end,
            Instant.now().toString(),
            seconds,
            exitCode,
            versions);
    if (planned.isPresent() || tally.videos() > 0) {
      Store.replace(layout.summary(run), Json.bytes(summary));
    }
    return summary;
  }

  private Commit published(String run, Iterator<Location> records) throws IOException {
    while (records.hasNext()) {
      Optional<Commit> commit = whole(records.next(), Commit.class);
      if (commit.isPresent()) {
        commit.get().publish(layout, run);
        return commit.get();
      }
    }
    return null;
  }

  /** Empty also if it is not whole, as a power failure leaves a file that was just made. */
  private static <T> Optional<T> whole(Location file, Class<T> type) throws IOException {
    try {
      return Store.read(file).map(bytes -> Json.parse(bytes, type));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void deleteOtherParts(String run) throws IOException {
    for (Location directory : List.of(layout.ledger(), layout.deadLetters())) {
      List<Location> parts = new ArrayList<>();
      for (Location file : Store.list(directory, ".jsonl")) {
        if (file.name().startsWith(run + "-") && !file.name().equals(run + "-settled.jsonl")) {
          parts.add(file);
        }
      }
      Store.delete(parts);
    }
  }

  /** What was found out while planning a run, if it came so far. */
  public Optional<Planned> planned(String run) throws IOException {
    return whole(layout.planned(run), Planned.class);
  }

  private static Planned unplanned(String run) {
    return new Planned(
        run, null, 0, 0, 0, 0, Map.of(), 0, 0, List.of(), 0, List.of(), List.of(), Map.of(),
        List.of(), null, null);
  }

  /** What the parts of a run's rows came to that its workers have written. */
  public Tally tallies(String run) throws IOException {
    Tally sum = Tally.NONE;
    for (Location file : Store.list(layout.tallies(run), JSON)) {
      Optional<byte[]> bytes = Store.read(file);
      if (bytes.isPresent()) {
        sum = sum.plus(Json.parse(bytes.get(), Tally.class));
      }
    }
    return sum;
  }

  /** Removes what a run needed in between: all but its summary. */
  public void remove(String run) throws IOException {
    Location summary = layout.summary(run);
    Store.deleteBelow(layout.run(run), summary::equals);
  }
}
