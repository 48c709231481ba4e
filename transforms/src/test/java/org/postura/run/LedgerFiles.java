package org.postura.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.postura.store.Place;

/** The files of a ledger, written by hand. */
abstract class LedgerFiles {
  @TempDir Path folder;
  OutputLayout layout;

  void use(Place place) {
    layout = new OutputLayout(place.root(folder).text());
  }

  void rows(String run, String part, LedgerEntry... entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (LedgerEntry entry : entries) {
      lines.append(Json.line(entry)).append('\n');
    }
    Place.write(layout.rows(run, part), lines.toString());
  }

  /** Output → run and outcome, as planning sees them. */
  static Map<String, String> latest(Ledger ledger) throws IOException {
    Map<String, String> latest = new TreeMap<>();
    ledger.forEachLatest(
        (at, row) ->
            latest.merge(
                row.output(),
                row.run()
                    + " "
                    + row.outcome()
                    + " "
                    + row.code()
                    + " "
                    + ledger.index().modifiedMillis(at),
                (a, b) -> a + " and " + b));
    return latest;
  }
}
