package org.postura.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * Takes over what version 0.1's runs have left that were cut off: a marker for each video that was
 * published, a plan, temporary files. Its ledger is read as it is.
 */
final class EarlierState {
  private static final String RUN = "recovered";

  private final OutputLayout layout;

  EarlierState(OutputLayout layout) {
    this.layout = layout;
  }

  void takeOver() throws IOException {
    Location markers = layout.at(OutputLayout.STATE + "markers/");
    List<Location> files = Store.list(markers, ".json");
    if (!files.isEmpty()) {
      Iterator<Location> next = files.iterator();
      String part = files.get(0).name().replaceAll("\\.json$", "");
      RowFiles.write(layout, RUN, part, () -> row(next));
    }
    for (String directory : List.of("markers/", "plan/", "tmp/")) {
      Store.deleteBelow(layout.at(OutputLayout.STATE + directory), file -> false);
    }
    Store.deleteBelow(layout.temporaries(RUN), file -> false);
  }

  private static Commit row(Iterator<Location> markers) throws IOException {
    while (markers.hasNext()) {
      Optional<byte[]> bytes = Store.read(markers.next());
      if (bytes.isPresent()) {
        LedgerEntry row = Json.parse(bytes.get(), LedgerEntry.class);
        return new Commit(row.output(), RUN, new ArrayList<>(List.of(row)), List.of());
      }
    }
    return null;
  }
}
