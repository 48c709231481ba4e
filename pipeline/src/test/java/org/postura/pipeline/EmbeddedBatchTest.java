package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.run.Commit;
import org.postura.run.Json;
import org.postura.run.Ledger;
import org.postura.run.LedgerEntry;
import org.postura.run.Outcome;
import org.postura.run.OutputLayout;
import org.postura.run.Packet;
import org.postura.run.Planned;
import org.postura.run.PlannedVideo;
import org.postura.run.RunSummary;
import org.postura.transforms.WorkerProgress;

/** A run under an id of its caller's, which goes on where it was cut off. */
class EmbeddedBatchTest {
  @TempDir Path folder;
  private Path videos;

  @BeforeEach
  void copyTheDemo() throws IOException {
    videos = Files.createDirectories(folder.resolve("videos"));
    for (String name : List.of("a.mp4", "b.mp4")) {
      try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
        Files.copy(demo, videos.resolve(name));
      }
    }
  }

  @Test
  void aRunThatWasStoppedGoesOnUnderItsId() throws IOException {
    EmbeddedBatch batch = batch(Map.of());
    String run = EmbeddedBatch.newRun();
    WorkerProgress.of(run).stop();
    batch.run(run, video -> {}, plan -> {}, () -> true);
    assertEquals(List.of(), Ledger.entriesOf(batch.layout(), run));
    assertFalse(batch.ended(run));

    batch.run(run, video -> {}, plan -> {}, () -> false);

    assertEquals(List.of("landmarks/a.mp4.jsonl", "landmarks/b.mp4.jsonl"), outputs(batch, run));
    assertTrue(batch.ended(run));
  }

  @Test
  void aRunThatWasStoppedAndIsNotToGoOnHasEnded() throws IOException {
    EmbeddedBatch batch = batch(Map.of());
    String run = EmbeddedBatch.newRun();
    WorkerProgress.of(run).stop();

    batch.run(run, video -> {}, plan -> {}, () -> false);

    assertTrue(batch.ended(run));
    RunSummary summary =
        Json.parse(Files.readAllBytes(batch.layout().summary(run).path()), RunSummary.class);
    assertEquals(RunSummary.End.STOPPED, summary.end());
    assertEquals(2, summary.videos().left());
  }

  /** One packet was committed, and its landmarks had not yet got their names. */
  @Test
  void aRunThatWasKilledGoesOnFromItsPlan() throws IOException {
    for (String name : List.of("c.mp4", "d.mp4")) {
      Files.copy(videos.resolve("a.mp4"), videos.resolve(name));
    }
    EmbeddedBatch batch = batch(Map.of("reprocess", "all"));
    OutputLayout layout = batch.layout();
    String run = EmbeddedBatch.newRun();
    WorkerProgress.of(run).stop();
    batch.run(run, video -> {}, plan -> {}, () -> true);
    List<Packet> packets =
        Files.readAllLines(layout.plan(run).path()).stream().map(Packet::parse).toList();
    assertTrue(packets.size() > 1);
    Packet committed = packets.get(0);
    List<LedgerEntry> rows = committed.videos().stream().map(v -> done(run, v)).toList();
    List<Integer> all = IntStream.range(0, rows.size()).boxed().toList();
    new Commit(committed.id(), "before", rows, all).create(layout, run);
    for (int i : all) {
      Path made = layout.temporary(run, "before", i).path();
      Files.createDirectories(made.getParent());
      Files.writeString(made, "made before");
    }
    Files.write(videos.resolve("later.mp4"), new byte[10]);
    List<Planned> plans = new ArrayList<>();

    batch.run(run, video -> {}, plans::add, () -> false);

    assertEquals(4, plans.get(0).videos(), "later.mp4 is not in the plan");
    assertEquals(4, outputs(batch, run).size());
    for (PlannedVideo video : committed.videos()) {
      assertEquals("made before", Files.readString(layout.at(video.output()).path()));
    }
    for (Packet packet : packets.subList(1, packets.size())) {
      for (PlannedVideo video : packet.videos()) {
        assertEquals(4, Files.readAllLines(layout.at(video.output()).path()).size());
      }
    }
    assertFalse(Files.exists(layout.commits(run).path()));
  }

  @Test
  void whoeverIsShownThePlanMayRefuseIt() throws IOException {
    EmbeddedBatch batch = batch(Map.of());
    String run = EmbeddedBatch.newRun();

    assertThrows(
        SecurityException.class,
        () ->
            batch.run(
                run,
                video -> {
                  throw new SecurityException(video.uri());
                },
                plan -> {},
                () -> false));

    assertFalse(batch.ended(run));
    assertFalse(Files.exists(folder.resolve("out/landmarks")));
  }

  private static LedgerEntry done(String run, PlannedVideo video) {
    return new LedgerEntry(
        run,
        video.uri(),
        video.output(),
        Outcome.DONE,
        null,
        null,
        null,
        "unknown",
        "options",
        "limits",
        video.sizeBytes(),
        null,
        1,
        0,
        1,
        1,
        video.version(),
        video.reason());
  }

  @Test
  void wrongOptions() {
    UsageException e = assertThrows(UsageException.class, () -> batch(Map.of("model", "huge")));
    assertTrue(e.getMessage().contains("--model must be one of"), e.getMessage());
    assertThrows(UsageException.class, () -> batch(Map.of("nosuch", "1")));
  }

  private EmbeddedBatch batch(Map<String, String> more) {
    Map<String, String> options =
        new TreeMap<>(Map.of("model", "lite", "fps", "2", "format", "json"));
    options.putAll(more);
    return EmbeddedBatch.of(options, List.of(videos.toString()), folder.resolve("out").toString());
  }

  private static List<String> outputs(EmbeddedBatch batch, String run) throws IOException {
    return Ledger.entriesOf(batch.layout(), run).stream()
        .map(LedgerEntry::output)
        .sorted()
        .toList();
  }
}
