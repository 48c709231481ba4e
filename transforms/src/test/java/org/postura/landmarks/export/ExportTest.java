package org.postura.landmarks.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;

class ExportTest {
  private static final ExportOptions ALL = ExportOptions.defaults();

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyFormatIsAnInput(Format format) throws IOException {
    Path input =
        ExportRun.write(directory.resolve("a.mp4" + format.extension()), Body.frames(2, 0));

    ExportRun run = ExportRun.of(Target.CSV, ALL, directory.resolve("out"), input);

    assertEquals(1 + 2 * 33, run.lines("a.csv").size());
    assertEquals(60, run.done.get(0).rate());
    assertEquals(List.of(), run.done.get(0).warnings());
  }

  @Test
  void aDirectoryStandsForTheLandmarksBelowIt() throws IOException {
    ExportRun.write(directory.resolve("in/landmarks/day1/a.mp4.avro"), Body.frames(1, 0));
    ExportRun.write(directory.resolve("in/landmarks/two.dots.mov.jsonl"), Body.frames(1, 0));
    ExportRun.write(directory.resolve("in/_postura/ledger/b.jsonl"), Body.frames(1, 0));

    ExportRun run =
        ExportRun.of(Target.CSV, ALL, directory.resolve("out"), directory.resolve("in"));

    assertEquals(2, run.done.size());
    assertTrue(Files.exists(directory.resolve("out/day1/a.csv")));
    assertTrue(Files.exists(directory.resolve("out/two.dots.csv")));
  }

  @Test
  void twoFilesOfOneNameAreRefusedBeforeAnythingIsWritten() throws IOException {
    Path mp4 = ExportRun.write(directory.resolve("a.mp4.avro"), Body.frames(1, 0));
    Path mov = ExportRun.write(directory.resolve("a.mov.avro"), Body.frames(1, 0));
    Path output = directory.resolve("out");

    assertThrows(
        IllegalArgumentException.class, () -> ExportRun.of(Target.CSV, ALL, output, mp4, mov));
    assertFalse(Files.exists(output));
  }

  @Test
  void whatIsMissingOrNoLandmarkFileIsSaid() {
    Path output = directory.resolve("out");

    assertThrows(
        NoSuchFileException.class,
        () -> ExportRun.of(Target.CSV, ALL, output, directory.resolve("gone.avro")));
    assertThrows(NoSuchFileException.class, () -> ExportRun.of(Target.CSV, ALL, output, directory));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ExportRun.of(
                Target.CSV, ALL, output, Files.writeString(directory.resolve("a.txt"), "")));
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void aDamagedFileFailsAndTheOthersAreExported(Target target) throws IOException {
    Path whole = ExportRun.write(directory.resolve("b.mp4.avro"), Body.frames(3, 0));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut =
        Files.write(directory.resolve("a.mp4.avro"), Arrays.copyOf(bytes, bytes.length - 20));

    ExportRun run = ExportRun.of(target, ALL, directory.resolve("out"), cut, whole);

    assertEquals(List.of(cut), run.failed);
    assertEquals(1, run.done.size());
    try (Stream<Path> files = Files.walk(run.output)) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".")));
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void aSecondExportReplacesTheFirst(Target target) throws IOException {
    ExportRun.of(target, ALL, directory, Body.frames(5, 0));
    ExportRun again = ExportRun.of(target, ALL, directory, Body.frames(2, 0));

    Path fresh = directory.resolve("fresh");
    ExportRun only = ExportRun.of(target, ALL, fresh, Body.frames(2, 0));
    assertEquals(contents(only.output), contents(again.output));
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void nobodyIsNoFailure(Target target) throws IOException {
    ExportRun run = ExportRun.of(target, ALL, directory, Body.frames(2));

    assertEquals(0, run.done.get(0).persons());
    assertEquals(List.of("nobody is in it"), run.done.get(0).warnings());
  }

  @Test
  void personsAreChosenByNumberAndByHowLongTheyAreSeen() throws IOException {
    List<FramePoses> frames = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      frames.add(
          i < 3
              ? Body.frame(i, 256 * i, Body.pose(0), Body.pose(4))
              : Body.frame(i, 256 * i, Body.pose(0), Body.pose(5)));
    }

    assertEquals(3, persons(ALL, frames));
    assertEquals(2, persons(ALL.withMinTrack(6), frames));
    assertEquals(1, persons(ALL.withPersons(Set.of(4)), frames));
    assertEquals(0, persons(ALL.withPersons(Set.of(4)).withMinTrack(6), frames));
  }

  private int persons(ExportOptions options, List<FramePoses> frames) throws IOException {
    ExportRun run = ExportRun.of(Target.DEEPLABCUT, options, directory, frames);
    return run.done.get(0).persons();
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
