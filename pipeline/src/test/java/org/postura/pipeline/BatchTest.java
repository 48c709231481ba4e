package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesReader;

/** The whole command on the DirectRunner, with the lite network and few frames to be quick. */
class BatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path videos;
  private Path out;

  @BeforeEach
  void copyTheDemo() throws IOException {
    videos = Files.createDirectories(folder.resolve("videos"));
    out = folder.resolve("out [1] {é}"); // Nothing in a name is a wildcard.
    try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
      Files.copy(demo, videos.resolve("good.mp4"));
    }
  }

  private CommandRun run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--input=" + videos,
                "--output=" + out,
                "--format=json",
                "--model=lite",
                "--fps=6"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(new String[0]));
  }

  @Test
  void goodAndBadFilesTogether() throws IOException {
    Files.writeString(videos.resolve("empty.mp4"), "");
    Files.writeString(videos.resolve("text.mp4"), "this is no video, whatever its name says\n");
    Path missing = folder.resolve("missing.mp4");

    CommandRun run = run("--input=" + missing);

    assertEquals(ExitCode.FAILURES, run.exitCode(), run::err);
    assertEquals("", run.err());
    TreeMap<String, String> ends = new TreeMap<>();
    for (JsonNode row : ledger()) {
      ends.put(
          Path.of(row.get("uri").asText()).getFileName().toString(),
          row.get("outcome").asText() + " " + row.path("code").asText());
    }
    assertEquals(
        "{empty.mp4=FAILED EMPTY, good.mp4=DONE , missing.mp4=FAILED NOT_FOUND,"
            + " text.mp4=FAILED NOT_A_VIDEO}",
        ends.toString());
    assertEquals(3, lines(out.resolve("_postura/dead-letter")).size());
    assertEquals(
        List.of("landmarks/good.mp4.jsonl"),
        filesBelow(out).filter(f -> f.startsWith("land")).toList());
    assertEquals(10, frames(out.resolve("landmarks/good.mp4.jsonl")).size());
    assertEquals(
        List.of(), filesBelow(out.resolve("_postura")).filter(f -> f.startsWith("tmp/")).toList());
    assertTrue(run.out().contains("1 videos done, 0 partial, 3 failed"), run::out);
    assertTrue(run.out().contains("NOT_FOUND"), run::out);
  }

  @Test
  void secondRunComputesNothingUntilSomethingChanges() throws IOException {
    assertEquals(ExitCode.DONE, run().exitCode());
    byte[] first = Files.readAllBytes(out.resolve("landmarks/good.mp4.jsonl"));

    CommandRun again = run();
    assertEquals(ExitCode.DONE, again.exitCode(), again::err);
    assertTrue(again.out().contains("nothing to do"), again::out);
    assertEquals(1, ledger().size());

    CommandRun all = run("--reprocess=all");
    assertEquals(ExitCode.DONE, all.exitCode(), all::err);
    assertArrayEquals(first, Files.readAllBytes(out.resolve("landmarks/good.mp4.jsonl")));
    assertEquals(2, ledger().size());

    CommandRun options = run("--smoothing=false");
    assertTrue(options.out().contains("1 videos done"), options::out);

    Files.delete(out.resolve("landmarks/good.mp4.jsonl"));
    CommandRun lost = run("--smoothing=false");
    assertTrue(lost.out().contains("1 videos done"), lost::out);
  }

  @Test
  void permanentFailureIsNotTriedAgainUntilTheBytesChange() throws IOException {
    Files.delete(videos.resolve("good.mp4"));
    Path text = videos.resolve("text.mp4");
    Files.writeString(text, "no video");
    assertEquals(ExitCode.FAILURES, run().exitCode());

    CommandRun again = run();
    assertEquals(ExitCode.DONE, again.exitCode());
    assertTrue(again.out().contains("nothing to do"), again::out);
    assertEquals(ExitCode.FAILURES, run("--reprocess=failed").exitCode());

    Files.writeString(text, "no video either");
    assertEquals(ExitCode.FAILURES, run().exitCode());
  }

  @Test
  void deadLettersCanBeFedBack() throws IOException {
    Files.writeString(videos.resolve("empty.mp4"), "");
    run();
    Path letters;
    try (Stream<Path> files = Files.list(out.resolve("_postura/dead-letter"))) {
      letters = files.findFirst().orElseThrow();
    }
    try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
      Files.write(videos.resolve("empty.mp4"), demo.readAllBytes());
    }

    CommandRun again =
        CommandRun.of(
            "--input=@" + letters, "--output=" + out, "--format=json", "--model=lite", "--fps=6");

    assertEquals(ExitCode.DONE, again.exitCode(), again::err);
    assertEquals(10, frames(out.resolve("landmarks/empty.mp4.jsonl")).size());
  }

  @Test
  void dryRunPrintsThePlanAndDoesNothing() throws IOException {
    CommandRun run = run("--dryRun");

    assertEquals(ExitCode.DONE, run.exitCode());
    assertTrue(run.out().contains("good.mp4 -> landmarks/good.mp4.jsonl"), run::out);
    assertFalse(Files.exists(out.resolve("landmarks")));
  }

  @Test
  void singleFileOutput() throws IOException {
    Path file = folder.resolve("deep/landmarks.avro");
    CommandRun run =
        CommandRun.of(
            "--input=" + videos.resolve("good.mp4"), "--output=" + file, "--model=lite", "--fps=6");

    assertEquals(ExitCode.DONE, run.exitCode(), run::err);
    try (FramePosesReader reader = Format.AVRO.reader(Files.newInputStream(file))) {
      assertEquals("1/15360", reader.metadata().get("postura.time_base"));
      FramePoses frame = reader.read().orElseThrow();
      assertEquals(1080, frame.width());
      assertEquals(33, frame.poses().get(0).landmarks().size());
    }
  }

  @Test
  void outputThatCannotBeWrittenEndsTheRun() throws IOException {
    Files.writeString(folder.resolve("file"), "in the way");

    CommandRun run = CommandRun.of("--input=" + videos, "--output=" + folder.resolve("file/out"));

    assertEquals(ExitCode.BROKEN, run.exitCode());
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains("output"), run::err);
  }

  @Test
  void twoRunsDoNotWriteToOneOutput() {
    try (OutputLock lock = OutputLock.take(out.resolve("_postura/lock"))) {
      CommandRun run = run();

      assertEquals(ExitCode.BROKEN, run.exitCode());
      assertTrue(run.err().contains("Another run"), run::err);
    }
  }

  @Test
  void endsEarlyAfterTooManyFailures() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(videos.resolve("bad" + i + ".mp4"), "no video " + i);
    }

    CommandRun run = run("--maxFailures=0", "--targetParallelism=1");

    assertEquals(ExitCode.FAILURES, run.exitCode(), run::err);
  }

  private List<JsonNode> ledger() throws IOException {
    return lines(out.resolve("_postura/ledger"));
  }

  private static List<JsonNode> lines(Path directory) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          rows.add(JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  private static List<FramePoses> frames(Path file) throws IOException {
    List<FramePoses> frames = new ArrayList<>();
    try (FramePosesReader reader = Format.JSON.reader(Files.newInputStream(file))) {
      for (Optional<FramePoses> next = reader.read(); next.isPresent(); next = reader.read()) {
        frames.add(next.get());
      }
    }
    return frames;
  }

  private static Stream<String> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .toList()
          .stream();
    }
  }
}
