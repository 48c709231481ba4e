package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.transforms.Ledger;
import org.postura.transforms.LedgerEntry;
import org.postura.transforms.Plan;
import org.postura.transforms.RunProgress;

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
    RunProgress.of(run).stop();
    batch.run(run, plan -> {});
    assertEquals(List.of(), Ledger.entriesOf(batch.layout(), run));

    batch.run(run, plan -> {});

    assertEquals(List.of("landmarks/a.mp4.jsonl", "landmarks/b.mp4.jsonl"), outputs(batch, run));
  }

  @Test
  void whatARunHasDoneItDoesNotDoAgain() throws IOException {
    EmbeddedBatch batch = batch(Map.of("reprocess", "all"));
    String run = EmbeddedBatch.newRun();
    batch.run(run, plan -> {});
    Path output = folder.resolve("out/landmarks/a.mp4.jsonl");
    FileTime made = Files.getLastModifiedTime(output);
    List<Plan> plans = new ArrayList<>();

    batch.run(run, plans::add);

    assertEquals(new Plan(List.of(), 2), plans.get(0));
    assertEquals(made, Files.getLastModifiedTime(output));
    assertEquals(List.of("landmarks/a.mp4.jsonl", "landmarks/b.mp4.jsonl"), outputs(batch, run));
  }

  @Test
  void aRunThatWasKilledGoesOnFromItsPlan() throws IOException {
    EmbeddedBatch batch = batch(Map.of("reprocess", "all"));
    String run = EmbeddedBatch.newRun();
    List<Plan> plans = new ArrayList<>();
    batch.run(run, plans::add);
    // As if it had been killed between its two rows.
    plans.get(0).write(batch.layout(), run);
    keepRowsOf("a.mp4");
    Files.delete(folder.resolve("out/landmarks/b.mp4.jsonl"));
    Files.write(videos.resolve("c.mp4"), new byte[10]);

    batch.run(run, plans::add);

    assertEquals(1, plans.get(1).videos().size(), "c.mp4 came later and is not in the plan");
    assertEquals(List.of("landmarks/a.mp4.jsonl", "landmarks/b.mp4.jsonl"), outputs(batch, run));
    assertTrue(Files.exists(folder.resolve("out/landmarks/b.mp4.jsonl")));
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

  private void keepRowsOf(String video) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out/_postura/ledger"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        List<String> rows = Files.readAllLines(file);
        Files.write(file, rows.stream().filter(row -> row.contains(video)).toList());
      }
    }
  }

  private static List<String> outputs(EmbeddedBatch batch, String run) throws IOException {
    return Ledger.entriesOf(batch.layout(), run).stream()
        .map(LedgerEntry::output)
        .sorted()
        .toList();
  }
}
