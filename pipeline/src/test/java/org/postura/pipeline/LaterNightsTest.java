package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run does that is not the first into its output. */
class LaterNightsTest extends Nights {
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
}
