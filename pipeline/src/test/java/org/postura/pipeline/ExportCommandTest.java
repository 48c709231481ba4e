package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
  private static final String FRAME =
      "{\"video\":\"a.mp4\",\"frame\":%d,\"pts\":%d,\"time_us\":%d,\"width\":720,\"height\":1280,\"poses\":[]}\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void saysWhatItWrote() throws IOException {
    Path input = landmarks("a.mp4.jsonl");
    Path output = folder.resolve("out");

    assertEquals(ExitCode.DONE, run("--to=csv", input.toString(), "--output=" + output));

    assertEquals(
        "%s: 2 frames at 25.0000 frames/s, 0 persons%n  %s%n"
            .formatted(input, output.resolve("a.csv")),
        out.toString(StandardCharsets.UTF_8));
    assertEquals(3, Files.readAllLines(output.resolve("a.csv")).size());
    assertTrue(err().contains("does not say its time base"), err());
  }

  @Test
  void aFileThatCantBeReadIsSaidAndTheOthersAreDone() throws IOException {
    Path bad = Files.writeString(folder.resolve("b.jsonl"), "no JSON");
    Path good = landmarks("a.mp4.jsonl");
    Path output = folder.resolve("out");

    assertEquals(
        ExitCode.FAILURES, run("--to=csv", bad.toString(), good.toString(), "--output=" + output));

    assertTrue(Files.exists(output.resolve("a.csv")));
    assertTrue(err().startsWith("postura export: " + bad + " can't be read: "), err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--to=bvh a.jsonl --output=out | 'bvh' is no format; it is one of openpose, openpose-body25, trc, coco, csv, deeplabcut",
        "--to=csv --output=out | Missing required parameter: 'INPUT'",
        "a.jsonl --output=out | Missing required option: '--to=FORMAT'",
        "--to=csv a.jsonl | Missing required option: '--output=DIR'",
        "--to=csv gone.jsonl --output=out | gone.jsonl: nothing is there",
        "--to=csv a.mp4 --output=out | a.mp4 is no landmark file: those end in .avro, .jsonl, .json or .parquet",
        "--to=csv a.jsonl --output=out --minTrack=0 | minTrack must be at least 1 frame, was 0",
        "--to=csv a.jsonl --output=out --minVisibility=2 | minVisibility must be 0 to 1, was 2.0",
        "--to=csv a.jsonl --output=out --person=x | Invalid value for option '--person' (N): 'x' is not an int",
      })
  void saysWhatIsWrong(String line, String message) throws IOException {
    landmarks("a.jsonl");
    landmarks("a.mp4");
    String[] args = line.replaceAll("\\b(a\\.|gone|out$|out(?= ))", folder + "/$1").split(" ");

    assertEquals(ExitCode.USAGE, run(args), this::err);

    String first = err().lines().findFirst().orElse("").replace(folder + "/", "");
    assertTrue(first.startsWith("postura export: ") && first.contains(message), first);
    assertEquals(2, err().lines().count(), this::err);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void helpNamesTheFormats() {
    assertEquals(ExitCode.DONE, run("--help"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("openpose-body25"));
  }

  @Test
  void anOutputThatCantBeWrittenBreaksIt() throws IOException {
    Path input = landmarks("a.jsonl");
    Path file = Files.writeString(folder.resolve("file"), "");

    assertEquals(ExitCode.BROKEN, run("--to=csv", input.toString(), "--output=" + file));
    assertTrue(err().contains("the output can't be written"), err());
  }

  private Path landmarks(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name), FRAME.formatted(0, 0, 0) + FRAME.formatted(1, 40, 40_000));
  }

  private int run(String... args) {
    return ExportCommand.run(List.of(args), new PrintStream(out), new PrintStream(err));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
