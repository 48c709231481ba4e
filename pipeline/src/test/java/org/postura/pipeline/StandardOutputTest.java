package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --output=-}. */
class StandardOutputTest {
  @TempDir Path folder;

  private byte[] demo() throws IOException {
    try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
      return demo.readAllBytes();
    }
  }

  @Test
  void allRecordsInTheOrderOfTheNamesAndNothingElse() throws IOException {
    Files.write(folder.resolve("b.mp4"), demo());
    Files.write(folder.resolve("a.mp4"), demo());
    Files.writeString(folder.resolve("broken.mp4"), "no video");
    String[] options = {"--input=" + folder, "--model=lite", "--fps=2"};

    CommandRun run = CommandRun.of(options[0], "--output", "-", options[1], options[2]);

    assertEquals(ExitCode.FAILURES, run.exitCode(), run::err);
    Path out = folder.resolve("out");
    CommandRun.of(options[0], "--output=" + out, "--format=json", options[1], options[2]);
    assertEquals(
        Files.readString(out.resolve("landmarks/a.mp4.jsonl"), StandardCharsets.UTF_8)
            + Files.readString(out.resolve("landmarks/b.mp4.jsonl"), StandardCharsets.UTF_8),
        run.out());
    assertTrue(run.err().contains("2 videos done, 0 partial, 1 failed"), run::err);
    assertTrue(run.err().contains("NOT_A_VIDEO"), run::err);
    assertFalse(run.err().contains("dead letters:"), run::err);
    assertTrue(run.err().contains("landmarks:    standard output"), run::err);
  }

  @Test
  void avroIsNoText() {
    CommandRun run = CommandRun.of("--output=-", "--format=avro");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--format=avro can't go to standard output"), run::err);
    assertEquals("", run.out());
  }
}
