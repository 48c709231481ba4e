package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.run.DeadLetter;
import org.postura.run.Entries;
import org.postura.run.Json;
import org.postura.run.LedgerEntry;
import org.postura.run.OutputLayout;
import org.postura.run.Planned;
import org.postura.run.PlannedVideo;
import org.postura.run.Planner;
import org.postura.run.Reprocess;
import org.postura.run.RunSummary;
import org.postura.run.Settlement;
import org.postura.store.Fault;
import org.postura.store.FaultRule;
import org.postura.store.Location;
import org.postura.store.ObjectStore;
import org.postura.store.Operation;
import org.postura.store.Place;
import org.postura.store.Store;

/** FindVideos → EstimatePoses → WriteRows from a plan to the ledger. */
class RunChainTest {
  private static final List<String> GOOD = List.of("a.mp4", "b/c.mp4", "d.mp4", "e.jpg");

  @TempDir Path folder;
  private Location in;
  private OutputLayout layout;

  /** Videos lie in a store of their own, which stays alive. */
  private void use(Place place) throws IOException {
    in =
        place == Place.DISK
            ? place.plain(folder)
            : Location.of(ObjectStore.named("in-" + folder.getFileName()).uri("in/"));
    layout = new OutputLayout(place.root(folder).text());
    for (String name : GOOD) {
      String resource = name.endsWith("jpg") ? "rotate_90.jpg" : "bframes.mp4";
      try (InputStream bytes = getClass().getResourceAsStream("/media/video/" + resource)) {
        Store.replace(in.resolve(name), bytes.readAllBytes());
      }
    }
    Place.write(in.resolve("b/text.mp4"), "no video");
  }

  /** What a command does: settles what others have left, plans, runs, sums up and clears away. */
  private Planned run(String run) throws IOException, InterruptedException {
    Settlement settlement = new Settlement(layout, Map.of());
    settlement.settleAllBut(run);
    Planned planned =
        Planner.plan(
            new Planner.Request(
                List.of(in.text()),
                layout,
                null,
                Entries.ESTIMATION,
                Reprocess.CHANGED,
                /* allowEmpty= */ false),
            run,
            new Planner.Watcher() {
              @Override
              public void planned(PlannedVideo video) {
                // As it stands in the plan.
              }

              @Override
              public void alive() {
                // Nobody else is there.
              }
            });
    if (planned.videos() > 0) {
      Pipeline pipeline = Pipeline.create();
      PCollection<Long> rows =
          pipeline
              .apply(FindVideos.ofPlan(layout, run))
              .apply(EstimatePoses.to(layout).withRun(run).withEstimation(Entries.ESTIMATION))
              .apply(WriteRows.of(layout, run, planned.packets()));
      PAssert.thatSingleton(rows.apply(Sum.longsGlobally())).isEqualTo(planned.videos());
      try {
        pipeline.run().waitUntilFinish();
      } finally {
        // The runner goes without those of its threads that still work.
        WorkerProgress.of(run).stop();
        WorkerProgress.of(run).awaitIdle(Duration.ofMinutes(1));
        WorkerProgress.forget(run);
      }
      RunSummary summary =
          RunSummary.of(
              planned, settlement.tallies(run), RunSummary.End.FINISHED, "", 0, 0, Map.of());
      assertEquals(0, summary.videos().left());
      Store.replace(layout.summary(run), Json.bytes(summary));
    }
    settlement.remove(run);
    return planned;
  }

  /** Output → how it ended and how many frames it has; one row each, in whichever run. */
  private Map<String, String> rows() throws IOException {
    Map<String, String> ends = new TreeMap<>();
    for (Location file : Store.list(layout.ledger(), ".jsonl")) {
      for (String line : Place.read(file).lines().toList()) {
        LedgerEntry row = Json.parse(line, LedgerEntry.class);
        String end = row.outcome() + " " + row.code() + " " + row.frames();
        ends.merge(row.output(), end, (a, b) -> a + " and again " + b);
      }
    }
    return ends;
  }

  private Map<String, String> landmarks() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String name : Place.below(layout.at("landmarks/"))) {
      texts.put(name, Place.read(layout.at("landmarks/" + name)));
    }
    return texts;
  }

  private void check() throws IOException {
    Map<String, String> rows = rows();
    assertEquals(GOOD.size() + 1, rows.size(), rows::toString);
    assertEquals("FAILED NOT_A_VIDEO 0", rows.get("landmarks/b/text.mp4.jsonl"));
    Map<String, String> landmarks = landmarks();
    assertEquals(GOOD.stream().map(n -> n + ".jsonl").toList(), List.copyOf(landmarks.keySet()));
    for (String name : GOOD) {
      String records = landmarks.get(name + ".jsonl");
      assertEquals(
          "DONE null " + records.lines().count(), rows.get("landmarks/" + name + ".jsonl"));
      assertTrue(records.contains("\"video\":\"" + in.resolve(name) + "\""), records);
    }
    List<DeadLetter> letters = new ArrayList<>();
    for (Location file : Store.list(layout.deadLetters(), "")) {
      Place.read(file).lines().forEach(l -> letters.add(Json.parse(l, DeadLetter.class)));
    }
    assertEquals(1, letters.size());
    assertEquals(in.resolve("b/text.mp4").toString(), letters.get(0).uri());
    for (String file : Place.below(layout.at("_postura/"))) {
      assertTrue(
          file.matches(
              "ledger/run-\\d-.*\\.jsonl|dead-letter/run-\\d-.*\\.jsonl|runs/run-\\d/(summary|stop)\\.json"),
          file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyVideoOnce(Place place) throws Exception {
    use(place);

    Planned first = run("run-1");
    assertEquals(5, first.videos());
    check();
    assertEquals(List.of("run-1-00000-of-00001.jsonl"), Place.below(layout.ledger()));
    RunSummary summary = Json.parse(Place.read(layout.summary("run-1")), RunSummary.class);
    assertEquals(new RunSummary.Videos(5, 4, 0, 1, 0, 0, 0, 0, 0), summary.videos());
    assertEquals(Map.of("NOT_A_VIDEO", 1L), summary.codes());

    Planned second = run("run-2");
    assertEquals(0, second.videos());
    assertEquals(4, second.upToDate());
    assertEquals(1, second.standing());
    check();
  }

  /** Where the first run dies; another does the rest, and everything is there once. */
  @ParameterizedTest
  @CsvSource({
    "OPEN, **/plan.jsonl, 0, false",
    "CREATE, **/tmp/*-*-*-*-*-*, 1, false",
    "PUBLISH, **/tmp/*-*-*-*-*-*, 1, false",
    "PUBLISH, **/tmp/*-*-*-*-*-*, 1, true",
    "CREATE_IF_ABSENT, **/commits/*, 0, false",
    "CREATE_IF_ABSENT, **/commits/*, 0, true",
    "CREATE_IF_ABSENT, **/commits/*, 1, true",
    "COPY, **/landmarks/**, 0, false",
    "COPY, **/landmarks/**, 1, true",
    "DELETE, **/tmp/*-*-*-*-*-*, 0, false",
    "DELETE, **/tmp/*-*-*-*-*-*, 2, true",
    "PUBLISH, **/tmp/rows-*, 0, true",
    "COPY, **/ledger/*, 0, false",
    "COPY, **/ledger/*, 0, true",
    "COPY, **/dead-letter/*, 0, false",
    "COPY, **/dead-letter/*, 0, true",
    "PUBLISH, **/tallies/*, 0, true",
    "PUBLISH, **/summary.json, 0, false",
    "PUBLISH, **/summary.json, 0, true",
    "DELETE, **/plan.jsonl, 0, false",
  })
  void killedAndDoneByTheNext(Operation operation, String glob, int skip, boolean afterwards)
      throws Exception {
    use(Place.MEMORY);
    ObjectStore store = Place.store(folder);
    AtomicBoolean dead = new AtomicBoolean();
    Fault death =
        uri -> {
          dead.set(true);
          throw new IOException("dead at " + uri);
        };
    FaultRule rule = store.on(operation, glob).skip(skip);
    (afterwards ? rule.afterwards() : rule).fail(death);
    for (Operation any : Operation.values()) {
      store
          .on(any, "**")
          .fail(
              uri -> {
                if (dead.get()) {
                  throw new IOException("dead since");
                }
              });
    }

    assertThrows(Exception.class, () -> run("run-1"));
    assertTrue(dead.get(), "it came so far");
    store.heal();
    run("run-2");
    check();

    assertEquals(0, run("run-3").videos());
    check();
  }
}
