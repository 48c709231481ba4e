package org.postura.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * Writes the rows of commit records into a few files of the ledger and the dead letters, each whole
 * or not at all.
 */
public final class RowFiles {
  private RowFiles() {}

  /** Gives the commit records one after the other. */
  public interface Commits {
    /** The next, or null at the end. */
    Commit next() throws IOException;
  }

  /**
   * Writes the rows of {@code commits} as one part of the run's files. Done again, it writes the
   * same.
   *
   * @param part the part's name
   */
  public static Tally write(OutputLayout layout, String run, String part, Commits commits)
      throws IOException {
    Location rows = layout.temporaries(run).resolve("rows-" + part);
    Location letters = layout.temporaries(run).resolve("letters-" + part);
    Tally.Counter counter = new Tally.Counter();
    try (OutputStream rowsOut = Store.create(rows);
        OutputStream lettersOut = Store.create(letters)) {
      for (Commit commit = commits.next(); commit != null; commit = commits.next()) {
        for (LedgerEntry row : commit.rows()) {
          counter.add(row);
          rowsOut.write(Json.bytes(row));
          if (row.failure()) {
            lettersOut.write(Json.bytes(DeadLetter.of(row)));
          }
        }
      }
    }
    Tally tally = counter.tally();
    give(rows, layout.rows(run, part), tally.videos() > 0);
    give(letters, layout.letters(run, part), !tally.failures().isEmpty());
    return tally;
  }

  private static void give(Location temporary, Location name, boolean worth) throws IOException {
    if (worth) {
      Store.rename(temporary, name);
    } else {
      Store.delete(List.of(temporary));
    }
  }
}
