package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.postura.video.VerdictCode;

/** The index beside a map that says the same in plain words. */
class LedgerIndexTest {
  private static final List<String> HASHES =
      List.of("", "00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100");

  /** What counts of an output. */
  private record Known(LedgerRow row, long number, String run, long modified, String version) {}

  private static Map<String, Known> known(List<LedgerRow> rows) {
    Map<String, Known> known = new HashMap<>();
    long number = 0;
    for (LedgerRow row : rows) {
      Known before = known.get(row.output());
      boolean older = before != null && before.run().compareTo(row.run()) > 0;
      long modified = row.identity().modifiedMillis();
      if (!older && row.outcome() != Outcome.UNCHANGED) {
        known.put(row.output(), new Known(row, number, row.run(), modified, row.version()));
      } else if (!older
          && before != null
          && before.row().identity().hash().equals(row.identity().hash())) {
        known.put(
            row.output(),
            new Known(before.row(), before.number(), row.run(), modified, row.version()));
      }
      number++;
    }
    return known;
  }

  private static void check(List<LedgerRow> rows) {
    LedgerIndex index = new LedgerIndex();
    long number = 0;
    for (LedgerRow row : rows) {
      index.add(row, number++);
    }
    Map<String, Known> expected = known(rows);
    assertEquals(expected.size(), index.size());
    assertEquals(LedgerIndex.NONE, index.find(Digest.of("of nobody")));
    expected.forEach(
        (output, known) -> {
          int at = index.find(Digest.of(output));
          LedgerRow row = known.row();
          assertTrue(index.isKnown(at));
          assertTrue(index.isLatest(at, known.number()));
          assertFalse(index.isLatest(at, known.number() + 1));
          assertEquals(row.outcome(), index.outcome(at));
          assertEquals(row.code(), index.code(at));
          assertEquals(row.identity().sizeBytes(), index.sizeBytes(at));
          assertEquals(known.modified(), index.modifiedMillis(at));
          assertEquals(row.contentKey(), index.content(at));
          assertEquals(Digest.shortOf(known.version()), index.version(at));
          assertTrue(index.isOf(at, Digest.shortOf(row.uri())));
          assertTrue(index.hasOptions(at, row.optionsKey()));
          assertFalse(index.hasOptions(at, row.optionsKey() + 1));
          assertTrue(index.hasLimits(at, row.limitsKey()));
        });
  }

  @Property
  void knowsWhatAMapWouldKnow(@ForAll("rows") List<LedgerRow> rows) {
    check(rows);
  }

  @Provide
  Arbitrary<List<LedgerRow>> rows() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(Outcome.class),
            Arbitraries.of(VerdictCode.class).injectNull(0.3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(HASHES))
        .as(LedgerIndexTest::row)
        .list()
        .ofMaxSize(60);
  }

  private static LedgerRow row(
      int run, int output, Outcome outcome, VerdictCode code, int time, String hash) {
    return new LedgerRow(
        "run " + run,
        "/v/" + output + "/" + time,
        "landmarks/" + output,
        outcome,
        code,
        null,
        new Identity(time * 7L, time, hash),
        time == 0 ? null : "v" + time,
        run,
        time,
        output);
  }

  @Example
  void growsWithWhatItKnows() {
    Random random = new Random(5);
    List<LedgerRow> rows =
        random
            .ints(20_000, 0, 10_000)
            .mapToObj(
                output ->
                    row(
                        random.nextInt(5),
                        output,
                        Outcome.values()[random.nextInt(5)],
                        VerdictCode.values()[random.nextInt(5)],
                        random.nextInt(4),
                        HASHES.get(random.nextInt(3))))
            .toList();

    check(rows);
  }

  @Example
  void outputsThatAreOnlySeenAreNotKnown() {
    LedgerIndex index = new LedgerIndex();
    index.add(row(0, 0, Outcome.DONE, null, 1, HASHES.get(1)), 0);
    int old = index.find(Digest.of("landmarks/0"));
    for (int i = 1; i < 3_000; i++) {
      int at = index.addNew(Digest.of("landmarks/" + i));
      assertFalse(index.isKnown(at));
      assertTrue(index.see(at));
      assertFalse(index.see(at), "twice");
    }
    assertEquals(old, index.find(Digest.of("landmarks/0")));
    assertFalse(index.isSeen(old));
    index.setPresent(old);
    index.setStanding(old);
    assertTrue(index.isPresent(old) && index.isStanding(old));
    assertFalse(index.isSeen(old));
    assertFalse(index.isPresent(1) || index.isStanding(1));
  }
}
