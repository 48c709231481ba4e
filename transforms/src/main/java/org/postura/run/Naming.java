package org.postura.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postura.run.inputs.Inputs;
import org.postura.store.Location;

/**
 * Names what the index knows by hashes alone: standing failures, videos that have gone, and those
 * of them that are new elsewhere. Reads the ledger once more, if there is any.
 */
final class Naming {
  private final LedgerIndex index;
  private final Inputs inputs;
  private final Renames renames;
  private final List<Planned.Standing> standing = new ArrayList<>();
  private final List<String> goneVideos = new ArrayList<>();
  private final List<Planned.Renamed> renamed = new ArrayList<>();
  private final Map<Long, String> oldNames = new HashMap<>();
  private long gone;

  Naming(LedgerIndex index, Inputs inputs, Renames renames) {
    this.index = index;
    this.inputs = inputs;
    this.renames = renames;
  }

  /**
   * @param plan where the new videos stand
   */
  void read(Ledger ledger, Location plan, boolean anyStanding) throws IOException {
    if (!anyStanding && !anyUnseen()) {
      return;
    }
    ledger.forEachLatest(this::take);
    if (!oldNames.isEmpty()) {
      findNewNames(plan);
    }
  }

  private boolean anyUnseen() {
    for (int row = 0; row < index.size(); row++) {
      if (!index.isSeen(row)) {
        return true;
      }
    }
    return false;
  }

  private void take(int at, LedgerRow row) {
    if (index.isStanding(at) && standing.size() < Tally.MAX_NAMED) {
      standing.add(
          new Planned.Standing(
              row.uri(),
              row.outcome().name(),
              row.code() == null ? null : row.code().name(),
              row.message(),
              row.run()));
    }
    if (index.isSeen(at) || !inputs.cover(row.uri())) {
      return;
    }
    gone++;
    if (goneVideos.size() < Tally.MAX_NAMED) {
      goneVideos.add(row.uri());
    }
    long key =
        Renames.key(row.identity().sizeBytes(), row.identity().modifiedMillis(), row.version());
    if (oldNames.size() < Tally.MAX_NAMED && renames.has(key)) {
      oldNames.put(key, row.uri());
    }
  }

  private void findNewNames(Location plan) throws IOException {
    PlanFile.read(
        plan,
        video -> {
          String from =
              video.reason() == Reason.NEW
                  ? oldNames.remove(
                      Renames.key(video.sizeBytes(), video.modifiedMillis(), video.version()))
                  : null;
          if (from != null) {
            renamed.add(new Planned.Renamed(from, Location.of(video.uri()).toString()));
            gone--;
            goneVideos.remove(from);
          }
        });
  }

  List<Planned.Standing> standing() {
    return standing;
  }

  long gone() {
    return gone;
  }

  List<String> goneVideos() {
    return goneVideos;
  }

  List<Planned.Renamed> renamed() {
    return renamed;
  }
}
