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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
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
import org.postura.run.Lease;
import org.postura.run.OutputLayout;

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
        List.of(
            "dead-letter/RUN-00000-of-00001.jsonl",
            "lease/0000000001.json",
            "ledger/RUN-00000-of-00001.jsonl",
            "lock",
            "runs/RUN/summary.json"),
        filesBelow(out.resolve("_postura"))
            .map(file -> file.replaceAll("\\d{8}T\\d{6}Z-\\p{XDigit}{4}", "RUN"))
            .sorted()
            .toList());
    assertTrue(run.out().contains("1 video done, 0 partial, 3 failed"), run::out);
    assertTrue(run.out().contains("FAILED " + missing + ": NOT_FOUND: "), run::out);
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
    assertTrue(options.out().contains("1 video done"), options::out);

    Files.delete(out.resolve("landmarks/good.mp4.jsonl"));
    CommandRun lost = run("--smoothing=false");
    assertTrue(lost.out().contains("1 video done"), lost::out);
  }

  @Test
  void permanentFailureIsNotTriedAgainUntilTheBytesChange() throws IOException {
    Files.delete(videos.resolve("good.mp4"));
    Path text = videos.resolve("text.mp4");
    Files.writeString(text, "no video");
    assertEquals(ExitCode.FAILURES, run().exitCode());

    CommandRun again = run();
    assertEquals(ExitCode.FAILURES, again.exitCode());
    assertTrue(again.out().contains("nothing to do; 0 videos are up to date"), again::out);
    assertTrue(again.out().contains("1 failed earlier and would again"), again::out);
    assertTrue(again.out().contains("FAILED " + text + ": NOT_A_VIDEO: "), again::out);
    assertEquals(1, ledger().size());
    assertEquals(ExitCode.DONE, run("--tolerate=1").exitCode());
    assertEquals(ExitCode.FAILURES, run("--tolerate=50%").exitCode());
    assertEquals(ExitCode.DONE, run("--tolerate=100%").exitCode());
    assertEquals(ExitCode.FAILURES, run("--reprocess=failed").exitCode());
    assertEquals(2, ledger().size());

    Files.writeString(text, "no video either");
    assertEquals(ExitCode.FAILURES, run().exitCode());
    assertEquals(3, ledger().size());

    Files.copy(demo(), text, StandardCopyOption.REPLACE_EXISTING);
    CommandRun healed = run();
    assertEquals(ExitCode.DONE, healed.exitCode(), healed::out);
    assertFalse(healed.out().contains("failed earlier"), healed::out);
  }

  @Test
  void missingFileIsLookedForInEveryRun() throws IOException {
    Path later = folder.resolve("later.mp4");
    assertEquals(ExitCode.FAILURES, run("--input=" + later).exitCode());

    CommandRun again = run("--input=" + later);
    assertEquals(ExitCode.FAILURES, again.exitCode());
    assertTrue(
        again.out().contains("0 videos done, 0 partial, 1 failed, 1 up to date"), again::out);

    Files.copy(demo(), later);
    assertEquals(ExitCode.DONE, run("--input=" + later).exitCode());
  }

  @Test
  void touchedFileIsNotComputed() throws IOException {
    assertEquals(ExitCode.DONE, run().exitCode());
    Path output = out.resolve("landmarks/good.mp4.jsonl");
    Files.writeString(output, "as it was");
    Files.setLastModifiedTime(videos.resolve("good.mp4"), FileTime.fromMillis(1_000));

    CommandRun touched = run();

    assertEquals(ExitCode.DONE, touched.exitCode(), touched::err);
    assertTrue(
        touched.out().contains("0 videos done, 0 partial, 0 failed, 1 up to date"), touched::out);
    assertEquals("as it was", Files.readString(output));
    assertEquals("UNCHANGED", ledger().get(1).get("outcome").asText());
    assertTrue(run().out().contains("nothing to do; 1 video is up to date"));
    assertEquals(2, ledger().size());
  }

  @Test
  void summaryIsOneJsonObjectWhereverItGoes() throws IOException {
    Files.writeString(videos.resolve("text.mp4"), "no video");
    Path file = folder.resolve("summaries/one.json");

    CommandRun run = run("--summary=" + file);
    JsonNode summary = JSON.readTree(Files.readString(file));

    assertEquals("FINISHED", summary.get("end").asText());
    assertEquals(ExitCode.FAILURES, summary.get("exit_code").asInt());
    assertEquals(
        "{\"planned\":2,\"done\":1,\"partial\":0,\"failed\":1,\"up_to_date\":0,\"standing\":0,"
            + "\"gone\":0,\"left_out\":0,\"left\":0}",
        summary.get("videos").toString());
    assertEquals("{\"NOT_A_VIDEO\":1}", summary.get("codes").toString());
    assertEquals(10, summary.get("frames").asInt());
    assertEquals(
        summary,
        JSON.readTree(
            Files.readString(
                out.resolve("_postura/runs/" + summary.get("run").asText() + "/summary.json"))));
    assertTrue(run.out().contains("1 video done"), run::out);

    CommandRun again = run("--summary=-");
    JsonNode second = JSON.readTree(again.out());
    assertEquals(1, second.get("videos").get("standing").asInt());
    assertEquals(1, second.get("standing_failures").size());
    assertTrue(again.err().contains("nothing to do"), again::err);
  }

  @Test
  void quietRunSaysNothingUnlessSomethingIsWrong() throws IOException {
    assertEquals(new CommandRun(ExitCode.DONE, "", ""), run("--quiet"));

    Files.writeString(videos.resolve("text.mp4"), "no video");
    assertTrue(run("--quiet").out().contains("NOT_A_VIDEO"));
  }

  @Test
  void demoClipIsUpToDateTheSecondTime() {
    String[] options = {"--output=" + out, "--model=lite", "--fps=2"};
    CommandRun first = CommandRun.of(options);
    assertEquals(ExitCode.DONE, first.exitCode(), first::err);
    assertTrue(first.out().contains("landmarks:    " + out + "/landmarks/demo.mp4.avro"));

    CommandRun again = CommandRun.of(options);

    assertTrue(again.out().contains("nothing to do; 1 video is up to date"), again::out);
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
  void twoRunsDoNotWriteToOneOutput() throws Exception {
    try (Lease lease = Lease.take(new OutputLayout(out + "/"), "theirs")) {
      CommandRun run = run();

      assertEquals(ExitCode.BROKEN, run.exitCode());
      assertEquals(1, run.err().lines().count(), run::err);
      assertTrue(run.err().contains("Another run works on the output"), run::err);
      assertTrue(run.err().contains("theirs (process "), run::err);
      lease.renew();
    }
    assertEquals(ExitCode.DONE, run().exitCode());
  }

  /** Good and bad ones in any order: the first bad one is met long before the last good one. */
  @Test
  void endsEarlyAfterTooManyFailures() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(videos.resolve("bad" + i + ".mp4"), "no video " + i);
      Files.copy(demo(), videos.resolve("good" + i + ".mp4"));
    }
    Path file = folder.resolve("summary.json");

    CommandRun run = run("--maxFailures=0", "--targetParallelism=1", "--summary=" + file);

    assertEquals(ExitCode.FAILURES, run.exitCode(), run::err);
    JsonNode summary = JSON.readTree(Files.readString(file));
    int left = summary.get("videos").get("left").asInt();
    assertEquals("EARLY", summary.get("end").asText());
    assertTrue(left > 0, "all were begun");
    assertTrue(
        run.out().contains("ended early after more failures than --maxFailures; " + left),
        run::out);
    assertEquals(61 - left, ledger().size());
    assertTrue(lines(out.resolve("_postura/dead-letter")).size() > 0);

    CommandRun rest = run("--dryRun");
    assertTrue(rest.out().contains(left + " new"), rest::out);
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

  private static InputStream demo() {
    return BatchTest.class.getResourceAsStream("/org/postura/demo/demo.mp4");
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
