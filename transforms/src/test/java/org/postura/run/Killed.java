package org.postura.run;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.postura.store.Place;
import org.postura.store.Store;
import org.postura.video.VerdictCode;

/** How far the run came before it was killed. */
enum Killed {
  WHILE_PLANNING,
  AFTER_PLANNING,
  /** A landmark file is written, and no commit record. */
  BEFORE_COMMIT,
  /** A packet's record is there, and none of its files has its name. */
  AFTER_COMMIT,
  /** One of its two files has its name. */
  WHILE_PUBLISHING,
  /** The other packet is in work. */
  BETWEEN_PACKETS,
  WHILE_WRITING_ROWS,
  /** Rows have their name, dead letters not. */
  BETWEEN_ROWS_AND_LETTERS,
  BEFORE_SUMMARY,
  AFTER_SUMMARY;

  /** The run that was killed. */
  static final String DEAD = "20261101T000000Z-dead";

  boolean reached(Killed point) {
    return compareTo(point) >= 0;
  }

  static Commit packet(int number) {
    List<LedgerEntry> rows =
        List.of(
            Entries.entry(DEAD, "landmarks/a" + number, Outcome.DONE, null),
            Entries.entry(DEAD, "landmarks/b" + number, Outcome.FAILED, VerdictCode.CORRUPT),
            Entries.entry(DEAD, "landmarks/c" + number, Outcome.PARTIAL, VerdictCode.TRUNCATED));
    return new Commit("p000000" + number, "attempt" + number, rows, List.of(0, 2));
  }

  /** Leaves a run of two packets as it is at that point. */
  void leave(OutputLayout layout) throws IOException {
    Place.write(layout.at("landmarks/old"), "of an earlier run");
    Place.write(layout.temporaries(DEAD).resolve("plan"), "half a pla");
    if (!reached(AFTER_PLANNING)) {
      return;
    }
    Store.rename(layout.temporaries(DEAD).resolve("plan"), layout.plan(DEAD));
    Store.replace(
        layout.planned(DEAD),
        Json.bytes(
            new Planned(
                DEAD,
                "2026-11-01T00:00:00Z",
                6,
                2,
                60,
                1,
                Map.of("NEW", 6L),
                4,
                0,
                List.of(),
                0,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                "options",
                "limits")));
    for (int number = 0; number < 2; number++) {
      Commit commit = packet(number);
      boolean second = number == 1;
      if (reached(second ? BETWEEN_PACKETS : BEFORE_COMMIT)) {
        Place.write(layout.temporary(DEAD, commit.attempt(), 0), "a" + number);
        Place.write(layout.temporary(DEAD, commit.attempt(), 2), "c" + number);
        Place.write(layout.temporary(DEAD, "lost", number), "of an attempt that was slower");
      }
      if (reached(second ? WHILE_WRITING_ROWS : AFTER_COMMIT)) {
        commit.create(layout, DEAD);
      }
      if (this == WHILE_PUBLISHING && !second) {
        Store.rename(
            layout.temporary(DEAD, commit.attempt(), 0), layout.at("landmarks/a" + number));
      } else if (reached(second ? WHILE_WRITING_ROWS : BETWEEN_PACKETS)) {
        commit.publish(layout, DEAD);
      }
    }
    if (this == WHILE_WRITING_ROWS) {
      Place.write(layout.temporaries(DEAD).resolve("rows-00000-of-00001"), "half a ro");
    }
    if (reached(BETWEEN_ROWS_AND_LETTERS)) {
      Iterator<Commit> both = List.of(packet(0), packet(1)).iterator();
      Tally tally =
          RowFiles.write(layout, DEAD, "00000-of-00001", () -> both.hasNext() ? both.next() : null);
      Store.replace(layout.tallies(DEAD).resolve("00000-of-00001.json"), Json.bytes(tally));
    }
    if (this == BETWEEN_ROWS_AND_LETTERS) {
      Store.delete(
          List.of(
              layout.letters(DEAD, "00000-of-00001"),
              layout.tallies(DEAD).resolve("00000-of-00001.json")));
    }
    if (reached(AFTER_SUMMARY)) {
      Store.replace(
          layout.summary(DEAD),
          Json.bytes(
              RunSummary.of(
                  settlement(layout).planned(DEAD).orElseThrow(),
                  settlement(layout).tallies(DEAD),
                  RunSummary.End.FINISHED,
                  "2026-11-01T01:00:00Z",
                  1,
                  3,
                  Map.of())));
    }
  }

  private static Settlement settlement(OutputLayout layout) {
    return new Settlement(layout, Map.of());
  }

  /** How many packets were committed. */
  int packets() {
    return reached(WHILE_WRITING_ROWS) ? 2 : reached(AFTER_COMMIT) ? 1 : 0;
  }
}
