package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Fault;
import org.postura.store.ObjectStore;
import org.postura.store.Operation;
import org.postura.store.Place;
import org.postura.video.VerdictCode;

class CommitTest {
  private static final String RUN = "run";
  private static final String PACKET = "p0000000";

  @TempDir Path folder;
  private OutputLayout layout;

  private void use(Place place) {
    layout = new OutputLayout(place.root(folder).text());
  }

  /** An attempt at three videos, of which the second has failed; its files are written. */
  private Commit attempt(String name) throws IOException {
    List<LedgerEntry> rows =
        List.of(
            Entries.entry(RUN, "landmarks/a", Outcome.DONE, null),
            Entries.entry(RUN, "landmarks/b", Outcome.FAILED, VerdictCode.CORRUPT),
            Entries.entry(RUN, "landmarks/c", Outcome.PARTIAL, VerdictCode.TRUNCATED));
    Commit commit = new Commit(PACKET, name, rows, List.of(0, 2));
    for (int i : commit.published()) {
      Place.write(layout.temporary(RUN, name, i), name + " " + i);
    }
    return commit;
  }

  private List<String> landmarks() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String name : Place.below(layout.at("landmarks/"))) {
      texts.add(name + ": " + Place.read(layout.at("landmarks/" + name)));
    }
    return texts;
  }

  @ParameterizedTest
  @EnumSource
  void isReadAsItWasMade(Place place) throws IOException {
    use(place);
    Commit commit = attempt("first");
    assertTrue(Commit.read(layout, RUN, PACKET).isEmpty());

    assertTrue(commit.create(layout, RUN));

    assertEquals(commit, Commit.read(layout, RUN, PACKET).orElseThrow());
    assertEquals(List.of(), landmarks(), "files get their names after it");
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoAttemptsTheFirstCounts(Place place) throws IOException {
    use(place);
    Commit first = attempt("first");
    Commit second = attempt("second");

    assertTrue(first.create(layout, RUN));
    assertFalse(second.create(layout, RUN));

    Commit winner = Commit.read(layout, RUN, PACKET).orElseThrow();
    assertEquals(2, winner.publish(layout, RUN));
    assertEquals(List.of("a: first 0", "c: first 2"), landmarks());
  }

  @ParameterizedTest
  @EnumSource
  void ofManyAtOnceExactlyOneCounts(Place place) throws Exception {
    use(place);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Commit commit = attempt("attempt " + i);
      attempts.add(() -> commit.create(layout, RUN));
    }
    List<Integer> winners = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = threads.invokeAll(attempts);
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).get()) {
          winners.add(i);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, winners.size());
    assertEquals(
        "attempt " + winners.get(0), Commit.read(layout, RUN, PACKET).orElseThrow().attempt());
  }

  @ParameterizedTest
  @EnumSource
  void publishingAgainChangesNothing(Place place) throws IOException {
    use(place);
    Commit commit = attempt("first");
    commit.create(layout, RUN);
    commit.publish(layout, RUN);
    Place.write(layout.at("landmarks/a"), "of a later run");

    assertEquals(0, commit.publish(layout, RUN));

    assertEquals(List.of("a: of a later run", "c: first 2"), landmarks());
    assertEquals(List.of(), Place.below(layout.temporaries(RUN)));
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoNameYetGetsIt(Place place) throws IOException {
    use(place);
    Commit commit = attempt("first");
    commit.create(layout, RUN);
    org.postura.store.Store.rename(layout.temporary(RUN, "first", 0), layout.at("landmarks/a"));

    assertEquals(1, Commit.read(layout, RUN, PACKET).orElseThrow().publish(layout, RUN));

    assertEquals(List.of("a: first 0", "c: first 2"), landmarks());
  }

  /** Dead at every request of it, before the store has heard it or after it has done it. */
  @Test
  void publishingThatBreaksOffGoesForward() throws IOException {
    use(Place.MEMORY);
    ObjectStore store = Place.store(folder);
    for (Operation operation : List.of(Operation.RENAME, Operation.COPY, Operation.DELETE)) {
      for (int skip = 0; skip < 2; skip++) {
        for (boolean afterwards : new boolean[] {false, true}) {
          store.reset();
          Commit commit = attempt("first");
          commit.create(layout, RUN);
          if (afterwards) {
            store.on(operation, "**").skip(skip).afterwards().fail(Fault.unavailable());
          } else {
            store.on(operation, "**").skip(skip).fail(Fault.unavailable());
          }
          assertThrows(IOException.class, () -> commit.publish(layout, RUN));
          store.heal();

          Commit.read(layout, RUN, PACKET).orElseThrow().publish(layout, RUN);

          assertEquals(
              List.of("a: first 0", "c: first 2"), landmarks(), () -> operation + " broke");
          assertEquals(List.of(), Place.below(layout.temporaries(RUN)));
        }
      }
    }
  }

  /** The record may be there although its maker was told that it could not be made. */
  @Test
  void answerThatIsLostDoesNotLoseTheAttempt() throws IOException {
    use(Place.MEMORY);
    Commit commit = attempt("first");
    Place.store(folder)
        .on(Operation.CREATE_IF_ABSENT, "**")
        .times(1)
        .afterwards()
        .fail(Fault.connectionReset());

    assertThrows(IOException.class, () -> commit.create(layout, RUN));

    assertFalse(commit.create(layout, RUN));
    assertEquals("first", Commit.read(layout, RUN, PACKET).orElseThrow().attempt());
  }
}
