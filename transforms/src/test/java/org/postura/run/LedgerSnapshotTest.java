package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Place;
import org.postura.store.Store;
import org.postura.video.VerdictCode;

class LedgerSnapshotTest extends LedgerFiles {
  @ParameterizedTest
  @EnumSource
  void snapshotEqualsTheRows(Place place) throws IOException {
    use(place);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries.add(
          i % 3 == 0
              ? Entries.entry("1", "é" + i, Outcome.FAILED, VerdictCode.values()[i % 5])
              : Entries.entry("1", "é" + i, Outcome.DONE, null));
    }
    rows("1", "a", entries.toArray(new LedgerEntry[0]));
    rows("2", "a", Entries.entry("2", "é7", Outcome.PARTIAL, VerdictCode.TRUNCATED));
    Ledger fromRows = Ledger.open(layout);
    Map<String, String> expected = latest(fromRows);
    double millisPerByte = fromRows.index().millisPerByte();

    fromRows.fold(layout.temporaries("3").resolve("snapshot"));
    Ledger folded = Ledger.open(layout);
    assertEquals(expected, latest(folded));
    assertEquals(100, folded.index().size());
    assertTrue(millisPerByte > 0 && folded.index().millisPerByte() > 0);

    // It stands for the rows: they are not read again.
    Store.delete(Store.list(layout.ledger(), ".jsonl"));
    assertEquals(expected, latest(Ledger.open(layout)));

    // And what comes later counts beside it.
    rows("4", "a", Entries.entry("4", "é7", Outcome.DONE, null));
    Ledger later = Ledger.open(layout);
    expected.put("é7", "4 DONE null 1000");
    assertEquals(expected, latest(later));
    later.fold(layout.temporaries("5").resolve("snapshot"));
    assertEquals(expected, latest(Ledger.open(layout)));
    assertEquals(List.of(), Ledger.open(layout).warnings());
  }

  @ParameterizedTest
  @EnumSource
  void touchedVideoIsFoldedWithItsNewTime(Place place) throws IOException {
    use(place);
    rows("1", "a", Entries.entry("1", "x", Outcome.DONE, null));
    rows(
        "2",
        "a",
        Entries.entry(
            "2",
            new PlannedVideo("/videos/x", "x", 10, 2_000, "v2", Reason.TOUCHED, "0", false, false),
            Outcome.UNCHANGED,
            null));
    Ledger ledger = Ledger.open(layout);
    LedgerIndex before = ledger.index();
    int at = before.find(Digest.of("x"));
    assertEquals(Digest.shortOf("v2"), before.version(at));

    ledger.fold(layout.temporaries("3").resolve("snapshot"));

    LedgerIndex after = Ledger.open(layout).index();
    at = after.find(Digest.of("x"));
    assertEquals(2_000, after.modifiedMillis(at));
    assertEquals(Outcome.DONE, after.outcome(at));
  }

  @ParameterizedTest
  @EnumSource
  void snapshotThatCannotBeReadIsMadeAgain(Place place) throws IOException {
    use(place);
    rows("1", "a", Entries.entry("1", "x", Outcome.DONE, null));
    Ledger.open(layout).fold(layout.temporaries("2").resolve("snapshot"));
    byte[] whole = Store.read(layout.snapshot()).orElseThrow();

    for (byte[] bad :
        List.of(
            new byte[0],
            "no Avro".getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(whole, whole.length - 5),
            Arrays.copyOf(whole, whole.length / 2),
            damaged(whole))) {
      Store.replace(layout.snapshot(), bad);

      Ledger ledger = Ledger.open(layout);

      assertEquals(Map.of("x", "1 DONE null 1000"), latest(ledger));
      assertEquals(1, ledger.warnings().size(), ledger.warnings()::toString);
      assertTrue(ledger.warnings().get(0).contains("snapshot.avro"));
      ledger.fold(layout.temporaries("3").resolve("snapshot"));
      assertEquals(List.of(), Ledger.open(layout).warnings());
    }
  }

  private static byte[] damaged(byte[] whole) {
    byte[] bad = whole.clone();
    for (int i = bad.length - 60; i < bad.length - 16; i++) {
      bad[i] ^= 0x5a;
    }
    return bad;
  }

  @ParameterizedTest
  @EnumSource
  void foldsOnlyIfManyRowsStandBesideTheSnapshot(Place place) throws IOException {
    use(place);
    rows("1", "a", Entries.entry("1", "x", Outcome.DONE, null));
    Ledger.open(layout).foldIfMany(layout.temporaries("2").resolve("snapshot"));
    assertTrue(Store.stat(layout.snapshot()).isEmpty());

    LedgerEntry[] many = new LedgerEntry[5_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = Entries.entry("2", "x" + i, Outcome.DONE, null);
    }
    rows("2", "a", many);
    Ledger.open(layout).foldIfMany(layout.temporaries("3").resolve("snapshot"));
    assertTrue(Store.stat(layout.snapshot()).isPresent());
    assertEquals(5_001, latest(Ledger.open(layout)).size());
  }
}
