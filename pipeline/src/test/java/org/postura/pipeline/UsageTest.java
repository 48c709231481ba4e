package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Command lines that can't be run: exit code 2, and one line that names option, value and what is
 * allowed.
 */
class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model=huge | --model must be one of lite, full, heavy, was 'huge'",
        "--numPoses=0 | --numPoses must be 1 to 10, was '0'",
        "--numPoses=many | --numPoses must be 1 to 10, was 'many'",
        "--profile=x | --profile must be one of postura, mediapipe-solutions, mediapipe-tasks, was 'x'",
        "--runningMode=live | --runningMode must be one of video, image, was 'live'",
        "--fps=-1 | --fps must be a number above 0, was '-1'",
        "--smoothing=maybe | --smoothing must be true or false, was 'maybe'",
        "--minDetectionConfidence=1.5 | --minDetectionConfidence must be 0 to 1, was '1.5'",
        "--reprocess=some | --reprocess must be one of changed, missing, failed, all, was 'some'",
        "--maxFailures=lots | --maxFailures must be a whole number or a share like 5%, was 'lots'",
        "--tolerate=few | --tolerate must be a whole number or a share like 5%, was 'few'",
        "--tolerate=101% | --tolerate must be a whole number or a share like 5%, was '101%'",
        "--quiet=very | --quiet must be true or false, was 'very'",
        "--summary= | --summary must be a file name or -, was ''",
        "--isolation=docker | --isolation must be one of none, process, was 'docker'",
        "--device=gpu | --device=gpu: the ONNX Runtime here has no CUDA provider; the image postura:gpu has one",
        "--device=abacus | --device must be one of cpu, gpu, was 'abacus'",
        "--format=xml | --format must be one of avro, json, parquet, was 'xml'",
        "--nosuch=1 | unknown option --nosuch",
        "--imput=a.mp4 | unknown option --imput; did you mean --input?",
        "--modle=lite | unknown option --modle; did you mean --model?",
        "--num-poses=2 | unknown option --num-poses; did you mean --numPoses?",
        "--out=x | unknown option --out; did you mean --output?",
        "-x | unknown option -x; options begin with --",
        "--maxBytes=0 | --maxBytes must be a whole number above 0, was '0'",
      })
  void saysWhatIsWrong(String arg, String message) {
    CommandRun run = CommandRun.of("--output=" + folder.resolve("out"), arg);

    assertEquals(ExitCode.USAGE, run.exitCode(), run::err);
    String first = run.err().lines().findFirst().orElse("");
    assertTrue(first.startsWith("postura: " + message), first);
    assertEquals(2, run.err().lines().count(), run::err);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv | a file with landmarks ends in one of .avro, .json, .jsonl, .parquet",
        "a.mp4 | a file with landmarks ends in one of",
        "there | is a file; give a directory",
      })
  void outputsThatAreNeitherDirectoryNorLandmarkFile(String name, String message)
      throws IOException {
    Files.writeString(folder.resolve("there"), "x");
    CommandRun run = CommandRun.of("--output=" + folder.resolve(name));

    assertEquals(ExitCode.USAGE, run.exitCode(), run::err);
    assertTrue(run.err().contains(message), run::err);
  }

  @Test
  void outputInThePlaceOfItsInput() throws IOException {
    Path clip = Files.writeString(folder.resolve("clip.avro"), "x");
    CommandRun run = CommandRun.of(clip.toString(), "--output=" + clip);

    assertEquals(ExitCode.USAGE, run.exitCode(), run::err);
    assertTrue(run.err().contains("its landmarks would be written over it"), run::err);
    assertEquals("x", Files.readString(clip));
  }

  @Test
  void versionsOfAllThatDecidesAboutRecords() {
    CommandRun run = CommandRun.of("--version");

    assertEquals(ExitCode.DONE, run.exitCode());
    for (String part : List.of("postura ", "Apache Beam 2.", "FFmpeg ", "ONNX Runtime 1.")) {
      assertTrue(run.out().contains(part), run::out);
    }
    assertTrue(run.out().matches("(?s).*model lite sha256 [0-9a-f]{64}\n.*"), run::out);
  }

  @Test
  void severalPosesContradictTheSolutionsProfile() {
    CommandRun run = CommandRun.of("--profile=mediapipe-solutions", "--numPoses=2");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("numPoses"), run::err);
  }

  @Test
  void formatContradictsTheFilesName() {
    CommandRun run = CommandRun.of("--output=" + folder.resolve("a.jsonl"), "--format=avro");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--format=avro contradicts --output="), run::err);
  }

  @Test
  void inputThatMatchesNothing() {
    CommandRun run =
        CommandRun.of("--input=" + folder + "/*.mp4", "--output=" + folder.resolve("out"));

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--input=" + folder + "/*.mp4 matches no video"), run::err);
  }

  @Test
  void directoryWithoutVideos() {
    CommandRun run = CommandRun.of("--input=" + folder, "--output=" + folder.resolve("out"));

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("matches no video"), run::err);
  }

  @Test
  void directoryWithoutVideosIsFineIfAsked() {
    CommandRun run =
        CommandRun.of(
            "--input=" + folder, "--output=" + folder.resolve("out"), "--allowEmptyInput");

    assertEquals(ExitCode.DONE, run.exitCode(), run::err);
  }

  @Test
  void twoVideosWithOneOutput() throws Exception {
    Path a = Files.createDirectories(folder.resolve("a")).resolve("clip.mp4");
    Path b = Files.createDirectories(folder.resolve("b")).resolve("clip.mp4");
    Files.writeString(a, "x");
    Files.writeString(b, "y");

    CommandRun run = CommandRun.of("--input=" + a + "," + b, "--output=" + folder.resolve("out"));

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("would get the same output landmarks/clip.mp4.avro"), run::err);
  }

  @Test
  void helpIsForPeopleAndKnowsEveryOption() {
    CommandRun run = CommandRun.of("--help");

    assertEquals(ExitCode.DONE, run.exitCode());
    TreeSet<String> inHelp = new TreeSet<>();
    Matcher matcher = Pattern.compile("--([a-zA-Z]+)").matcher(run.out());
    while (matcher.find()) {
      inHelp.add(matcher.group(1));
    }
    TreeSet<String> options = new TreeSet<>();
    for (Method method : PosturaOptions.class.getDeclaredMethods()) {
      if (method.getName().startsWith("get")) {
        String name = method.getName().substring(3);
        options.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
      }
    }
    assertTrue(inHelp.containsAll(options), () -> options + " but help has " + inHelp);
    options.addAll(List.of("help", "runner", "targetParallelism", "version"));
    inHelp.removeAll(options);
    assertEquals(new TreeSet<>(), inHelp, "in the help, but no options");
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 100), "lines fit a terminal");
  }
}
