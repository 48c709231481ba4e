package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  @TempDir Path folder;
  private OutputLayout layout;

  @BeforeEach
  void makeVideos() throws IOException {
    layout = new OutputLayout(folder.resolve("out") + "/");
    for (String day : List.of("day1", "day2")) {
      Files.createDirectories(folder.resolve(day));
      Files.writeString(folder.resolve(day + "/cam0.mp4"), "of " + day);
    }
  }

  private Plan plan(Reprocess reprocess, String... inputs) throws IOException {
    return Plan.make(
        new Plan.Request(
            List.of(inputs), layout, null, Entries.ESTIMATION, reprocess, /* allowEmpty= */ false),
        Ledger.open(layout));
  }

  /** As a run leaves it that has done the videos of a plan. */
  private void done(Plan plan) throws IOException {
    for (PlannedVideo video : plan.videos()) {
      StateFiles.write(
          layout.marker("1", video.output()),
          layout.temporaries() + "t",
          List.of(Json.line(Entries.done("1", video))));
      Path output = Path.of(layout.output(video.output()));
      Files.createDirectories(output.getParent());
      Files.writeString(output, "landmarks");
    }
  }

  @Test
  void anotherVideoOfTheSameNameDoesNotReplaceLandmarks() throws IOException {
    String first = folder.resolve("day1/cam0.mp4").toString();
    String second = folder.resolve("day2/cam0.mp4").toString();
    done(plan(Reprocess.CHANGED, first));

    for (Reprocess reprocess : List.of(Reprocess.CHANGED, Reprocess.MISSING, Reprocess.FAILED)) {
      PlanException e = assertThrows(PlanException.class, () -> plan(reprocess, second));
      assertTrue(e.getMessage().contains(first), e::getMessage);
      assertTrue(e.getMessage().contains(second), e::getMessage);
    }
    assertEquals(1, plan(Reprocess.ALL, second).videos().size());
    assertEquals(1, plan(Reprocess.CHANGED, first).skipped());
  }

  @Test
  void sameBytesElsewhereAreUpToDate() throws IOException {
    Path first = folder.resolve("day1/cam0.mp4");
    done(plan(Reprocess.CHANGED, first.toString()));

    Path moved = Files.createDirectories(folder.resolve("mount")).resolve("cam0.mp4");
    Files.move(first, moved);

    assertEquals(1, plan(Reprocess.CHANGED, moved.toString()).skipped());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/tmp/x.jsonl",
        "../x.jsonl",
        "landmarks/./x.jsonl",
        "landmarks//x.jsonl",
        "gs://b/x.jsonl",
        "_postura/ledger/x.jsonl",
        "landmarks/x.avro"
      })
  void outputThatAListMayNotAskFor(String output) throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(
        list,
        "{\"uri\": \"%s\", \"output\": \"%s\"}".formatted(folder.resolve("day1/cam0.mp4"), output));

    PlanException e = assertThrows(PlanException.class, () -> plan(Reprocess.CHANGED, "@" + list));

    assertTrue(e.getMessage().contains("'" + output + "'"), e::getMessage);
  }
}
