package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Fault;
import org.postura.store.Location;
import org.postura.store.ObjectStore;
import org.postura.store.Operation;
import org.postura.store.Place;
import org.postura.store.Store;

/** What is made of runs that did not come to their end. */
class SettlementTest {
  private static final String DEAD = Killed.DEAD;
  private static final String NEXT = "20261102T000000Z-next";

  @TempDir Path folder;
  private OutputLayout layout;
  private Settlement settlement;

  private void use(Place place) {
    layout = new OutputLayout(place.root(folder).text());
    settlement = new Settlement(layout, Map.of("postura", "test"));
  }

  /** All files and their content, times left out. */
  private Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    for (String name : Place.below(layout.at(""))) {
      state.put(
          name,
          Place.read(layout.at(name)).replaceAll("\"(ended|at)\":\"[^\"]*\"", "\"$1\":\"then\""));
    }
    return state;
  }

  private void check(Killed killed) throws IOException {
    int packets = killed.packets();
    List<String> landmarks = new ArrayList<>(List.of("old"));
    List<String> rows = new ArrayList<>();
    List<String> letters = new ArrayList<>();
    for (int number = 0; number < packets; number++) {
      landmarks.addAll(List.of("a" + number, "c" + number));
      assertEquals("a" + number, Place.read(layout.at("landmarks/a" + number)));
      for (LedgerEntry row : Killed.packet(number).rows()) {
        rows.add(Json.line(row));
        if (row.failure()) {
          letters.add(Json.line(DeadLetter.of(row)));
        }
      }
    }
    landmarks.sort(null);
    assertEquals(landmarks, Place.below(layout.at("landmarks/")));
    assertEquals(rows, Ledger.entriesOf(layout, DEAD).stream().map(Json::line).toList());
    List<String> written = new ArrayList<>();
    for (Location file : Store.list(layout.deadLetters(), ".jsonl")) {
      written.addAll(Place.read(file).lines().toList());
    }
    assertEquals(letters, written);
    List<String> left =
        Place.below(layout.runs()).stream().filter(file -> !file.endsWith("stop.json")).toList();
    if (killed == Killed.WHILE_PLANNING) {
      assertEquals(List.of(), left);
      return;
    }
    assertEquals(List.of(DEAD + "/summary.json"), left);
    RunSummary summary = Json.parse(Place.read(layout.summary(DEAD)), RunSummary.class);
    boolean finished = killed == Killed.AFTER_SUMMARY;
    assertEquals(finished ? RunSummary.End.FINISHED : RunSummary.End.KILLED, summary.end());
    assertEquals(finished ? 3 : -1, summary.exitCode());
    assertEquals(6, summary.videos().planned());
    assertEquals(packets, summary.videos().done());
    assertEquals(packets, summary.videos().failed());
    assertEquals(packets, summary.videos().partial());
    assertEquals(6 - 3 * packets, summary.videos().left());
    assertEquals(4, summary.videos().upToDate());
    assertTrue(Settlement.ended(layout, DEAD));
  }

  @ParameterizedTest
  @EnumSource
  void killedAnywhereOnDisk(Killed killed) throws IOException {
    killedAnywhere(Place.DISK, killed);
  }

  @ParameterizedTest
  @EnumSource
  void killedAnywhereInAStore(Killed killed) throws IOException {
    killedAnywhere(Place.MEMORY, killed);
  }

  private void killedAnywhere(Place place, Killed killed) throws IOException {
    use(place);
    killed.leave(layout);

    settlement.settleAllBut(NEXT);
    check(killed);
    Map<String, String> once = state();

    settlement.settleAllBut(NEXT);
    assertEquals(once, state(), "done again");
  }

  /** The settling run is killed as well, at every request that it makes, before and after it. */
  @ParameterizedTest
  @EnumSource
  void settlingThatIsCutOffIsDoneAgain(Killed killed) throws IOException {
    use(Place.MEMORY);
    ObjectStore store = Place.store(folder);
    killed.leave(layout);
    settlement.settleAllBut(NEXT);
    Map<String, String> undisturbed = state();
    int points = 0;
    for (boolean cut = true; cut; points++) {
      store.reset();
      killed.leave(layout);
      dieAfter(store, points);
      try {
        settlement.settleAllBut(NEXT);
        cut = false;
      } catch (IOException e) {
        store.heal();
        settlement.settleAllBut(NEXT);
      }
      store.heal();
      assertEquals(undisturbed, state(), "cut off after " + points);
      check(killed);
    }
    assertTrue(points > 3, "points: " + points);
  }

  /** From this many steps on nothing is done for anybody. */
  private static void dieAfter(ObjectStore store, int steps) {
    AtomicInteger left = new AtomicInteger(steps);
    Fault death =
        uri -> {
          if (left.getAndDecrement() <= 0) {
            left.set(0);
            throw new IOException("gone at " + uri);
          }
        };
    for (Operation operation : Operation.values()) {
      store.on(operation, "**").fail(death);
      if (operation != Operation.READ && operation != Operation.LIST) {
        store.on(operation, "**").afterwards().fail(death);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ownRunIsLeftAlone(Place place) throws IOException {
    use(place);
    Killed.BETWEEN_PACKETS.leave(layout);
    Map<String, String> before = state();

    settlement.settleAllBut(DEAD);

    assertEquals(before, state());
    assertFalse(Settlement.stopped(layout, DEAD));
  }

  /** It was asleep, and believes that it still holds the lease. */
  @ParameterizedTest
  @EnumSource
  void workerThatWakesAfterTheTakeOverReplacesNothing(Place place) throws IOException {
    use(place);
    Killed.AFTER_COMMIT.leave(layout);
    Commit asleep = Killed.packet(0);
    settlement.settleAllBut(NEXT);
    Place.write(layout.at("landmarks/a0"), "of the next run");
    Place.write(layout.at("landmarks/a1"), "of the next run");

    // One that had committed, and was about to publish.
    assertEquals(0, asleep.publish(layout, DEAD));
    // One that was still writing: it asks before it publishes.
    Commit late = Killed.packet(1);
    Place.write(layout.temporary(DEAD, late.attempt(), 0), "of a zombie");
    late.create(layout, DEAD);
    assertTrue(Settlement.stopped(layout, DEAD));

    assertEquals("of the next run", Place.read(layout.at("landmarks/a0")));
    assertEquals("of the next run", Place.read(layout.at("landmarks/a1")));
    // What it has left goes, and is not taken for work that was done.
    settlement.settleAllBut("20261103T000000Z-late");
    assertEquals("of the next run", Place.read(layout.at("landmarks/a1")));
    check(Killed.AFTER_COMMIT, "of the next run");
  }

  private void check(Killed killed, String a0) throws IOException {
    assertEquals(a0, Place.read(layout.at("landmarks/a0")));
    assertEquals(3 * killed.packets(), Ledger.entriesOf(layout, DEAD).size());
    assertEquals(
        List.of(DEAD + "/summary.json"),
        Place.below(layout.runs()).stream().filter(f -> !f.endsWith("stop.json")).toList());
  }

  @ParameterizedTest
  @EnumSource
  void stoppedRunIsSettledByItself(Place place) throws IOException {
    use(place);
    Killed.BETWEEN_PACKETS.leave(layout);
    assertFalse(Settlement.stopped(layout, DEAD));
    Settlement.stop(layout, DEAD, "by a signal");
    Settlement.stop(layout, DEAD, "once more");
    assertTrue(Settlement.stopped(layout, DEAD));

    RunSummary summary = settlement.settle(DEAD, RunSummary.End.STOPPED, 3, 1.5);

    assertEquals(RunSummary.End.STOPPED, summary.end());
    assertEquals(1.5, summary.seconds());
    assertEquals(3, summary.videos().left());
    assertEquals(
        List.of("landmarks/b0", "landmarks/c0"),
        summary.failures().stream().map(DeadLetter::output).toList());
    assertEquals(Map.of("CORRUPT", 1L, "TRUNCATED", 1L), summary.codes());
    assertEquals(Json.line(summary), Place.read(layout.summary(DEAD)).strip());
    settlement.remove(DEAD);
    assertEquals(List.of(DEAD + "/summary.json"), Place.below(layout.runs()));
  }

  /** After a power failure a file may be there without its bytes. */
  @ParameterizedTest
  @EnumSource
  void recordsWithoutTheirBytesAreNoRecords(Place place) throws IOException {
    use(place);
    Killed.BETWEEN_PACKETS.leave(layout);
    Place.write(layout.commit(DEAD, "p0000001"), "");
    Place.write(layout.planned(DEAD), "");

    settlement.settleAllBut(NEXT);

    assertEquals(3, Ledger.entriesOf(layout, DEAD).size());
    assertEquals(List.of("a0", "c0", "old"), Place.below(layout.at("landmarks/")));
    assertEquals(
        List.of(DEAD + "/summary.json"),
        Place.below(layout.runs()).stream().filter(f -> !f.endsWith("stop.json")).toList());
  }

  @Test
  void onlyOutputOfATallyIsNamed() {
    Tally.Counter counter = new Tally.Counter();
    Killed.packet(0).rows().forEach(counter::add);
    Tally one = counter.tally();

    assertEquals("landmarks/a0", one.output());
    assertEquals(3, one.videos());
    assertEquals(one, Tally.NONE.plus(one));
    Tally two = one.plus(one);
    assertEquals(6, two.videos());
    assertEquals(Map.of("CORRUPT", 2L, "TRUNCATED", 2L), two.codes());
    assertEquals(4, two.failures().size());
    assertEquals(2 * one.frames(), two.frames());
  }
}
