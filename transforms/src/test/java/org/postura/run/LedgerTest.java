package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Place;
import org.postura.store.Store;
import org.postura.video.VerdictCode;

class LedgerTest extends LedgerFiles {
  @ParameterizedTest
  @EnumSource
  void emptyWhereThereIsNone(Place place) throws IOException {
    use(place);

    Ledger ledger = Ledger.open(layout);

    assertEquals(0, ledger.index().size());
    assertEquals(List.of(), ledger.warnings());
    assertEquals(Map.of(), latest(ledger));
  }

  @ParameterizedTest
  @EnumSource
  void latestRunCounts(Place place) throws IOException {
    use(place);
    rows("1", "a", Entries.entry("1", "x", Outcome.DONE, null));
    rows(
        "2",
        "a",
        Entries.entry("2", "x", Outcome.FAILED, VerdictCode.CORRUPT),
        Entries.entry("2", "y", Outcome.DONE, null));

    assertEquals(
        Map.of("x", "2 FAILED CORRUPT 1000", "y", "2 DONE null 1000"), latest(Ledger.open(layout)));
  }

  @ParameterizedTest
  @EnumSource
  void touchedVideoKeepsItsRowAndGetsItsTime(Place place) throws IOException {
    use(place);
    PlannedVideo touched =
        new PlannedVideo("/videos/x", "x", 10, 2_000, null, Reason.TOUCHED, "0", false, false);
    rows("1", "a", Entries.entry("1", "x", Outcome.FAILED, VerdictCode.CORRUPT));
    rows("2", "a", Entries.entry("2", touched, Outcome.UNCHANGED, null));

    assertEquals(Map.of("x", "1 FAILED CORRUPT 2000"), latest(Ledger.open(layout)));
  }

  @ParameterizedTest
  @EnumSource
  void badLineIsNamedAndSurvived(Place place) throws IOException {
    use(place);
    String good = Json.line(Entries.entry("1", "x", Outcome.DONE, null));
    Place.write(
        layout.rows("1", "a"),
        String.join("\n", good, good.substring(0, 40), "null", "[1]", "{}", "\0\0\0", "", good));
    rows("2", "a", Entries.entry("2", "y", Outcome.DONE, null));

    Ledger ledger = Ledger.open(layout);

    assertEquals(List.of("x", "y"), List.copyOf(latest(ledger).keySet()));
    assertEquals(5, ledger.warnings().size(), ledger.warnings()::toString);
    for (int i = 0; i < 5; i++) {
      String warning = ledger.warnings().get(i);
      assertTrue(warning.contains("1-a.jsonl, line " + (i + 2) + ":"), warning);
      assertTrue(warning.endsWith("; its video counts as new"), warning);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyBadLinesAreCounted(Place place) throws IOException {
    use(place);
    Place.write(layout.rows("1", "a"), "half a li\n".repeat(100));

    List<String> warnings = Ledger.open(layout).warnings();

    assertEquals(21, warnings.size());
    assertEquals("… and 80 more lines of the ledger", warnings.get(20));
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfANewerVersionAreReadAsFarAsTheyAreUnderstood(Place place) throws IOException {
    use(place);
    String row = Json.line(Entries.entry("1", "x", Outcome.PARTIAL, VerdictCode.CORRUPT));
    Place.write(
        layout.rows("1", "a"), row.replace("{\"run\"", "{\"mood\":{\"good\":true},\"run\"") + "\n");
    Place.write(
        layout.rows("2", "a"),
        row.replace("\"x\"", "\"y\"").replace("PARTIAL", "TELEPORTED")
            + "\n"
            + row.replace("\"x\"", "\"z\"").replace("CORRUPT", "BEWITCHED").replace("NEW", "ODD")
            + "\n");

    Ledger ledger = Ledger.open(layout);

    assertEquals(Map.of("x", "1 PARTIAL CORRUPT 1000", "z", "1 PARTIAL null 1000"), latest(ledger));
    assertEquals(1, ledger.warnings().size(), ledger.warnings()::toString);
  }

  /** As version 0.1 wrote it. */
  @ParameterizedTest
  @EnumSource
  void rowsOfAnOlderVersionAreTakenOver(Place place) throws IOException {
    use(place);
    Place.write(
        layout.rows("20251101T000000Z-1a2b", "00000-of-00001"),
        """
        {"run":"20251101T000000Z-1a2b","uri":"/v/a.mp4","output":"landmarks/a.mp4.avro",\
        "outcome":"DONE","identity":"1234-1700000000000-00112233445566778899aabbccddeeff",\
        "options":"o","limits":"l","size_bytes":1234,"frames":3,"frames_lost":0,"poses_found":3,\
        "elapsed_ms":1}
        {"run":"20251101T000000Z-1a2b","uri":"/v/b.mp4","output":"landmarks/b.mp4.avro",\
        "outcome":"FAILED","code":"NOT_FOUND","message":"m","identity":"unknown",\
        "options":"o","limits":"l","size_bytes":0,"frames":0,"frames_lost":0,"poses_found":0,\
        "elapsed_ms":1}
        """);

    LedgerIndex index = Ledger.open(layout).index();

    int done = index.find(Digest.of("landmarks/a.mp4.avro"));
    assertEquals(1234, index.sizeBytes(done));
    assertEquals(1700000000000L, index.modifiedMillis(done));
    assertEquals(0x0011223344556677L, index.content(done));
    assertTrue(index.hasOptions(done, Digest.shortOf("o")));
    assertEquals(-1, index.sizeBytes(index.find(Digest.of("landmarks/b.mp4.avro"))));
  }

  @ParameterizedTest
  @EnumSource
  void runOfAnOlderVersionThatWasCutOffIsFoldedInOnce(Place place) throws IOException {
    use(place);
    LedgerEntry done = Entries.entry("1", "x", Outcome.DONE, null);
    LedgerEntry failed = Entries.entry("1", "y", Outcome.FAILED, VerdictCode.CORRUPT);
    int marker = 0;
    for (LedgerEntry entry : List.of(done, failed)) {
      Place.write(layout.at("_postura/markers/1-" + marker++ + ".json"), Json.line(entry) + "\n");
    }
    Place.write(layout.at("_postura/tmp/half"), "a file");
    Place.write(layout.at("_postura/plan/0.jsonl"), "of a run without a marker");

    new Settlement(layout, Map.of()).settleAllBut("2");
    new Settlement(layout, Map.of()).settleAllBut("3");

    assertEquals(
        Map.of("x", "1 DONE null 1000", "y", "1 FAILED CORRUPT 1000"), latest(Ledger.open(layout)));
    assertEquals(
        List.of(Json.line(DeadLetter.of(failed))),
        Place.read(Store.list(layout.deadLetters(), ".jsonl").get(0)).lines().toList());
    assertEquals(
        2, Place.below(layout.at("_postura/")).size(), Place.below(layout.at(""))::toString);
  }
}
