package org.postura.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * What is known of an output from earlier runs: files of rows, one or a few a run, JSON Lines, kept
 * as the output's history; and a {@link LedgerSnapshot} of the latest rows.
 *
 * <p>A line that can't be read is named in {@link #warnings} and passed over; its video counts as
 * new. Rows of a newer postura with an outcome that this one doesn't know likewise.
 */
public final class Ledger {
  private static final String JSON_LINES = ".jsonl";

  /** Bad lines that are named one by one. */
  private static final int MAX_WARNINGS = 20;

  /** Rows beside the snapshot from which on a new one is worth writing. */
  private static final long FOLD_ROWS = 5_000;

  private final OutputLayout layout;
  private final LedgerIndex index = new LedgerIndex();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> folded = new TreeSet<>();
  private final List<Location> files = new ArrayList<>();
  private long badLines;
  private long rows;
  private long rowsOfSnapshot;
  private long rowsOfFiles;
  private boolean snapshotIsBad;
  private String lastOptions = "";
  private long lastOptionsKey;
  private String lastLimits = "";
  private long lastLimitsKey;

  private Ledger(OutputLayout layout) {
    this.layout = layout;
  }

  /** Takes the latest row of an output. */
  interface LatestSink {
    void latest(int indexRow, LedgerRow row) throws IOException;
  }

  private interface NumberedSink {
    void row(LedgerRow row, long number) throws IOException;
  }

  /** Reads the snapshot and what has come since. */
  public static Ledger open(OutputLayout layout) throws IOException {
    Ledger ledger = new Ledger(layout);
    ledger.read();
    return ledger;
  }

  /** Rows of one run, in the files' order. */
  public static List<LedgerEntry> entriesOf(OutputLayout layout, String run) throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (Location file : Store.list(layout.ledger(), JSON_LINES)) {
      if (file.name().startsWith(run + "-")) {
        forEachLine(file, line -> entries.add(Json.parse(line, LedgerEntry.class)));
      }
    }
    return entries;
  }

  /** Lines that could not be read, named; for the user. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (badLines > MAX_WARNINGS) {
      all.add(
          String.format(Locale.ROOT, "… and %d more lines of the ledger", badLines - MAX_WARNINGS));
    }
    return all;
  }

  LedgerIndex index() {
    return index;
  }

  private void read() throws IOException {
    try {
      folded.addAll(LedgerSnapshot.read(layout.snapshot(), row -> index.add(row, rows++)));
    } catch (LedgerSnapshot.BadSnapshotException e) {
      // What was read of it is in the files of rows, too.
      warnings.add(e.getMessage() + "; it is made again from the rows");
      snapshotIsBad = true;
    }
    for (Location file : Store.list(layout.ledger(), JSON_LINES)) {
      if (!folded.contains(file.name())) {
        files.add(file);
      }
    }
    rowsOfSnapshot = rows;
    scanFiles((row, number) -> index.add(row, number), /* warn= */ true);
    rowsOfFiles = rows - rowsOfSnapshot;
  }

  private void scanFiles(NumberedSink to, boolean warn) throws IOException {
    for (Location file : files) {
      long[] line = {0};
      forEachLine(
          file,
          text -> {
            line[0]++;
            LedgerRow row = row(text, file, line[0], warn);
            if (row != null) {
              to.row(row, rows++);
            }
          });
    }
  }

  /** The row of a line, or null if nothing can be learned from it. */
  private LedgerRow row(String text, Location file, long line, boolean warn) {
    String wrong;
    try {
      LedgerEntry entry = Json.parse(text, LedgerEntry.class);
      if (entry.output() != null && entry.outcome() != null && entry.run() != null) {
        return row(entry);
      }
      wrong = "no run, output or outcome that is known here";
    } catch (IllegalArgumentException e) {
      wrong = e.getMessage().lines().findFirst().orElse("");
    }
    if (warn && badLines++ < MAX_WARNINGS) {
      warnings.add(
          String.format(
              Locale.ROOT, "%s, line %d: %s; its video counts as new", file, line, wrong));
    }
    return null;
  }

  private LedgerRow row(LedgerEntry entry) {
    String options = String.valueOf(entry.options());
    if (!options.equals(lastOptions)) { // Rows of a run have the same; a hash takes its time.
      lastOptions = options;
      lastOptionsKey = Digest.shortOf(options);
    }
    String limits = String.valueOf(entry.limits());
    if (!limits.equals(lastLimits)) {
      lastLimits = limits;
      lastLimitsKey = Digest.shortOf(limits);
    }
    return new LedgerRow(
        entry.run(),
        entry.uri(),
        entry.output(),
        entry.outcome(),
        entry.code(),
        entry.message(),
        Identity.parse(entry.identity()),
        entry.version(),
        lastOptionsKey,
        lastLimitsKey,
        entry.elapsedMs());
  }

  /** Shows the row that counts of every output, reading snapshot and files once more. */
  void forEachLatest(LatestSink to) throws IOException {
    NumberedSink latest =
        (row, number) -> {
          int at = index.find(Digest.of(row.output()));
          if (at != LedgerIndex.NONE && index.isLatest(at, number)) {
            to.latest(at, renewed(row, at));
          }
        };
    rows = 0;
    if (!snapshotIsBad) { // Else all its rows stand in the files.
      try {
        LedgerSnapshot.read(layout.snapshot(), row -> latest.row(row, rows++));
      } catch (LedgerSnapshot.BadSnapshotException e) {
        throw new IOException(e.getMessage(), e); // It could be read before: this may pass.
      }
    }
    rows = rowsOfSnapshot;
    scanFiles(latest, /* warn= */ false);
  }

  /** The row with the time and version that a later look at the same bytes has found. */
  private LedgerRow renewed(LedgerRow row, int at) {
    Identity identity = row.identity();
    if (identity.modifiedMillis() == index.modifiedMillis(at)) {
      return row;
    }
    return row.with(
        new Identity(identity.sizeBytes(), index.modifiedMillis(at), identity.hash()),
        row.version());
  }

  /**
   * Writes a new snapshot if many rows stand beside the old one.
   *
   * @param temporary a passing name for it
   */
  public void foldIfMany(Location temporary) throws IOException {
    if (rowsOfFiles >= Math.max(FOLD_ROWS, index.size() / 4)) {
      fold(temporary);
    }
  }

  /** Writes a snapshot of all that was read. */
  void fold(Location temporary) throws IOException {
    Set<String> names = new TreeSet<>(folded);
    files.forEach(file -> names.add(file.name()));
    try (OutputStream out = Store.create(temporary);
        LedgerSnapshot.Writer writer = new LedgerSnapshot.Writer(out, names)) {
      forEachLatest((at, row) -> writer.row(row));
      writer.end();
    }
    Store.rename(temporary, layout.snapshot());
  }

  private interface LineSink {
    void line(String text) throws IOException;
  }

  private static void forEachLine(Location file, LineSink to) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(Store.open(file)), StandardCharsets.UTF_8),
            1 << 16)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          to.line(line);
        }
      }
    }
  }
}
