package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;
import org.postura.blazepose.Profile;
import org.postura.blazepose.SharedBlazePose;
import org.postura.run.Commit;
import org.postura.run.Entries;
import org.postura.run.Estimation;
import org.postura.run.LedgerEntry;
import org.postura.run.Outcome;
import org.postura.run.OutputException;
import org.postura.run.OutputLayout;
import org.postura.run.Packet;
import org.postura.run.PlannedVideo;
import org.postura.run.Reason;
import org.postura.run.Settlement;
import org.postura.store.Location;
import org.postura.store.Place;
import org.postura.store.Store;
import org.postura.store.StoredFile;
import org.postura.video.VerdictCode;

/** The transform as somebody else's pipeline would use it. */
class EstimatePosesTest {
  private static final String RUN = "estimate-poses-test";

  @TempDir Path folder;
  private final Pipeline pipeline = Pipeline.create();
  private Location in;
  private OutputLayout layout;

  private void use(Place place) {
    in = place.root(folder).resolve("in/");
    layout = new OutputLayout(place.root(folder).resolve("out/").text());
  }

  @AfterEach
  void forget() {
    WorkerProgress.forget(RUN);
  }

  @ParameterizedTest
  @EnumSource
  void givesARowForEveryVideoAndLoadsTheNetworksOnce(Place place) throws IOException {
    use(place);
    int loads = SharedBlazePose.loads(Model.LITE);
    int closes = SharedBlazePose.closes(Model.LITE);
    Place.write(in.resolve("text.mp4"), "no video");
    Packet mixed = packet("p0", demo("0.mp4"), video("missing.mp4"), demo("1.mp4"));
    Packet bad = packet("p1", video("text.mp4"));

    PAssert.that(run(mixed, bad, packet("p2", demo("2.mp4")), packet("p3", demo("3.mp4"))))
        .containsInAnyOrder("p0", "p1", "p2", "p3");
    pipeline.run().waitUntilFinish();

    assertEquals(1, SharedBlazePose.loads(Model.LITE) - loads);
    assertEquals(1, SharedBlazePose.closes(Model.LITE) - closes);
    List<LedgerEntry> rows = commit("p0").rows();
    assertEquals(
        List.of("DONE null", "FAILED NOT_FOUND", "DONE null"),
        rows.stream().map(row -> row.outcome() + " " + row.code()).toList());
    assertEquals(in.resolve("missing.mp4").toString(), rows.get(1).uri());
    assertEquals("unknown", rows.get(1).identity());
    assertTrue(rows.get(1).message().contains("no such file"), rows.get(1)::message);
    assertEquals(10, rows.get(0).frames());
    assertEquals("1/15360", rows.get(0).facts().timeBase());
    assertEquals(List.of(0, 2), commit("p0").published());
    assertEquals(VerdictCode.NOT_A_VIDEO, commit("p1").rows().get(0).code());
    assertEquals(
        List.of("0.mp4.jsonl", "1.mp4.jsonl", "2.mp4.jsonl", "3.mp4.jsonl"),
        Place.below(layout.at("landmarks/")));
    assertEquals(List.of(), Place.below(layout.temporaries(RUN)));
    String first = Place.read(layout.at("landmarks/0.mp4.jsonl"));
    assertEquals(10, first.lines().count());
    assertEquals(
        first.replace("0.mp4\"", "3.mp4\""), Place.read(layout.at("landmarks/3.mp4.jsonl")));
  }

  /** Its videos are not even there; what an attempt has left is given its name. */
  @ParameterizedTest
  @EnumSource
  void retriedPacketThatFindsItsRecordComputesNothing(Place place) throws IOException {
    use(place);
    PlannedVideo gone = video("gone.mp4");
    LedgerEntry row = Entries.entry(RUN, gone, Outcome.DONE, null);
    assertTrue(new Commit("p0", "earlier", List.of(row), List.of(0)).create(layout, RUN));
    Place.write(layout.temporary(RUN, "earlier", 0), "landmarks");

    PAssert.that(run(packet("p0", gone))).containsInAnyOrder("p0");
    pipeline.run().waitUntilFinish();

    assertEquals("landmarks", Place.read(layout.at(gone.output())));
    assertEquals(List.of(row), commit("p0").rows());
    assertEquals(1, WorkerProgress.of(RUN).videosEnded());
  }

  @ParameterizedTest
  @EnumSource
  void touchedVideoIsNotComputed(Place place) throws IOException {
    use(place);
    PlannedVideo once = demo("0.mp4");
    run(packet("p0", once));
    pipeline.run().waitUntilFinish();
    LedgerEntry first = commit("p0").rows().get(0);
    String hash = first.identity().substring(first.identity().lastIndexOf('-') + 1);
    Place.write(layout.at(once.output()), "made before");

    Pipeline second = Pipeline.create();
    PlannedVideo same = touched(once, hash.substring(0, 16));
    PlannedVideo other = touched(demo("1.mp4"), "0123456789abcdef");
    run(second, packet("p1", same, other));
    second.run().waitUntilFinish();

    assertEquals(Outcome.UNCHANGED, commit("p1").rows().get(0).outcome());
    assertEquals("made before", Place.read(layout.at(once.output())));
    assertEquals(Outcome.DONE, commit("p1").rows().get(1).outcome());
    assertEquals(List.of(1), commit("p1").published());
  }

  private static PlannedVideo touched(PlannedVideo video, String hash) {
    return new PlannedVideo(
        video.uri(),
        video.output(),
        video.sizeBytes(),
        video.modifiedMillis() + 1,
        null,
        Reason.TOUCHED,
        hash,
        true,
        false);
  }

  @ParameterizedTest
  @EnumSource
  void partDoesNotReplaceTheWhole(Place place) throws IOException {
    use(place);
    byte[] whole = bytes("/media/video/bframes.mp4");
    PlannedVideo cut = video("cut.mp4");
    Store.replace(Location.of(cut.uri()), Arrays.copyOf(whole, whole.length - 300));
    Place.write(layout.at(cut.output()), "the whole");
    PlannedVideo replacing =
        new PlannedVideo(
            cut.uri(), cut.output(), whole.length - 300, 0, null, Reason.ASKED, null, true, false);

    run(packet("p0", replacing));
    pipeline.run().waitUntilFinish();

    assertEquals(Outcome.PARTIAL, commit("p0").rows().get(0).outcome());
    assertEquals("the whole", Place.read(layout.at(cut.output())));
    assertEquals(List.of(), commit("p0").published());
  }

  @ParameterizedTest
  @EnumSource
  void stoppedRunCommitsNothing(Place place) throws IOException {
    use(place);
    Settlement.stop(layout, RUN, "for a test");

    PAssert.that(run(packet("p0", demo("0.mp4")))).empty();
    pipeline.run().waitUntilFinish();

    assertTrue(Commit.read(layout, RUN, "p0").isEmpty());
    assertEquals(List.of(), Place.below(layout.at("landmarks/")));
  }

  @ParameterizedTest
  @EnumSource
  void noVideosGiveNoRows(Place place) throws IOException {
    use(place);
    PAssert.that(run()).empty();
    pipeline.run().waitUntilFinish();

    assertEquals(List.of(), Place.below(layout.at("")));
  }

  @Test
  void outputThatCannotBeWrittenIsThrown() throws IOException {
    use(Place.DISK);
    Files.createDirectories(layout.at("").path());
    Files.writeString(layout.at("_postura").path(), "in the way");
    run(packet("p0", demo("0.mp4")));

    Pipeline.PipelineExecutionException e =
        assertThrows(
            Pipeline.PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());

    assertInstanceOf(OutputException.class, e.getCause());
  }

  @Test
  void checksItsOwnOptions() {
    EstimatePoses poses = EstimatePoses.to(new OutputLayout(folder + "/"));
    Estimation contradicting =
        new Estimation(
            PoseOptions.defaults().withProfile(Profile.MEDIAPIPE_SOLUTIONS).withNumPoses(2),
            0,
            Entries.ESTIMATION.format(),
            Entries.ESTIMATION.limits());

    assertThrows(IllegalArgumentException.class, () -> poses.withRun("a/b"));
    assertThrows(IllegalArgumentException.class, () -> poses.withEstimation(contradicting));
    assertThrows(IllegalArgumentException.class, () -> new OutputLayout("no/slash"));
    assertThrows(
        IllegalStateException.class,
        () ->
            pipeline
                .apply(Create.empty(PacketCoder.of()))
                .apply(poses.withEstimation(Entries.ESTIMATION)));
  }

  private PCollection<String> run(Packet... packets) {
    return run(pipeline, packets);
  }

  private PCollection<String> run(Pipeline to, Packet... packets) {
    return to.apply(Create.of(List.of(packets)).withCoder(PacketCoder.of()))
        .apply(EstimatePoses.to(layout).withRun(RUN).withEstimation(Entries.ESTIMATION));
  }

  private Commit commit(String packet) throws IOException {
    return Commit.read(layout, RUN, packet).orElseThrow();
  }

  private static Packet packet(String id, PlannedVideo... videos) {
    return new Packet(id, new ArrayList<>(List.of(videos)));
  }

  private PlannedVideo video(String name) {
    return Entries.video(in.resolve(name).text(), "landmarks/" + name + ".jsonl");
  }

  private PlannedVideo demo(String name) throws IOException {
    Store.replace(in.resolve(name), bytes("/org/postura/demo/demo.mp4"));
    StoredFile file = Store.stat(in.resolve(name)).orElseThrow();
    return new PlannedVideo(
        in.resolve(name).text(),
        "landmarks/" + name + ".jsonl",
        file.sizeBytes(),
        file.modifiedMillis(),
        file.version(),
        Reason.NEW,
        null,
        false,
        false);
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = EstimatePosesTest.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }
}
