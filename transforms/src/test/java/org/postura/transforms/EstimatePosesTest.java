package org.postura.transforms;

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
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.blazepose.Model;
import org.postura.blazepose.SharedBlazePose;

/** The transform as somebody else's pipeline would use it. */
class EstimatePosesTest {
  private static final String RUN = "run";

  @TempDir Path folder;

  @Test
  void givesARowForEveryVideoAndLoadsTheNetworksOnce() throws IOException {
    OutputLayout layout = new OutputLayout(folder + "/");
    List<VideoSegment> segments = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      segments.add(segment(copyOfDemo(i)));
    }
    segments.add(segment(folder.resolve("missing.mp4")));
    int loads = SharedBlazePose.loads(Model.LITE);
    int closes = SharedBlazePose.closes(Model.LITE);

    PAssert.that(run(layout, segments))
        .satisfies(
            entries -> {
              int done = 0;
              for (LedgerEntry entry : entries) {
                if (entry.outcome() == Outcome.DONE) {
                  assertEquals(10, entry.frames());
                  assertEquals("1/15360", entry.facts().timeBase());
                  done++;
                }
              }
              assertEquals(4, done);
              return null;
            });
    pipeline.run().waitUntilFinish();

    assertEquals(1, SharedBlazePose.loads(Model.LITE) - loads);
    assertEquals(1, SharedBlazePose.closes(Model.LITE) - closes);
    byte[] first = Files.readAllBytes(folder.resolve("landmarks/0.mp4.jsonl"));
    assertTrue(first.length > 0);
  }

  @Test
  void retriedTaskThatFindsItsMarkerComputesNothing() throws IOException {
    OutputLayout layout = new OutputLayout(folder + "/");
    VideoSegment segment = segment(folder.resolve("gone.mp4"));
    LedgerEntry committed = Entries.entry(RUN, segment.video().output(), Outcome.DONE, null);
    StateFiles.write(
        layout.marker(RUN, segment.video().output()),
        layout.temporaries() + "t",
        List.of(Json.line(committed)));

    PAssert.that(run(layout, List.of(segment))).containsInAnyOrder(committed);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void noVideosGiveNoRows() {
    PAssert.that(run(new OutputLayout(folder + "/"), List.of())).empty();
    pipeline.run().waitUntilFinish();

    assertFalse(Files.exists(folder.resolve("landmarks")));
  }

  @Test
  void outputThatCannotBeWrittenIsThrown() throws IOException {
    Files.writeString(folder.resolve("_postura"), "in the way");
    run(new OutputLayout(folder + "/"), List.of(segment(copyOfDemo(0))));

    Pipeline.PipelineExecutionException e =
        assertThrows(
            Pipeline.PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());

    assertTrue(e.getCause() instanceof OutputException, e::toString);
  }

  @Test
  void checksItsOwnOptions() {
    EstimatePoses poses = EstimatePoses.to(new OutputLayout(folder + "/"));

    assertThrows(IllegalArgumentException.class, () -> poses.withRun("a/b"));
    assertThrows(IllegalArgumentException.class, () -> new OutputLayout("no/slash"));
  }

  private final Pipeline pipeline = Pipeline.create();

  private PCollection<LedgerEntry> run(OutputLayout layout, List<VideoSegment> segments) {
    return pipeline
        .apply(Create.of(segments).withCoder(SerializableCoder.of(VideoSegment.class)))
        .apply(EstimatePoses.to(layout).withRun(RUN).withEstimation(Entries.ESTIMATION));
  }

  private static VideoSegment segment(Path video) throws IOException {
    long size = Files.exists(video) ? Files.size(video) : 0;
    return VideoSegment.whole(
        new PlannedVideo(
            video.toString(), "landmarks/" + video.getFileName() + ".jsonl", "identity", size));
  }

  private Path copyOfDemo(int number) throws IOException {
    Path copy = folder.resolve(number + ".mp4");
    try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
      Files.copy(demo, copy);
    }
    return copy;
  }
}
