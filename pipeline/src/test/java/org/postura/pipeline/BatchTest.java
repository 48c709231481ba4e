package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesReader;
import org.postura.run.Lease;
import org.postura.run.OutputLayout;

/** The whole command on the DirectRunner. */
class BatchTest extends Nights {
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
}
