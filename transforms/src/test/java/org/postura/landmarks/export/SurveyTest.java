package org.postura.landmarks.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.landmarks.FramePoses;

class SurveyTest {
  @TempDir Path directory;

  /** µs, which are rounded, gave 59.9988 for this one. */
  @Test
  void theRateIsOfTheContainersTimeStamps() throws IOException {
    Exported exported = export(ExportRun.METADATA, Body.frames(2, 0));

    assertEquals(60.0, exported.rate());
    assertEquals(List.of(), exported.warnings());
  }

  @Test
  void withoutATimeBaseItIsOfMicrosecondsAndSaysSo() throws IOException {
    Exported exported = export(Map.of(), Body.frames(2, 0));

    assertEquals(60.0024, exported.rate(), 1e-4);
    assertWarning("time base", exported);
  }

  @Test
  void aRateThatVariesIsSaid() throws IOException {
    assertWarning(
        "constant: a step takes 16.667 to 19.987 ms",
        export(ExportRun.METADATA, at(0, 256, 563, 819)));
  }

  /** 30 frames a second in milliseconds: 33, 33, 34. That is rounding, not another rate. */
  @Test
  void roundingToTheTimeBaseIsNoVariation() throws IOException {
    Exported exported = export(Map.of("postura.time_base", "1/1000"), at(0, 33, 67, 100, 133, 167));

    assertEquals(List.of(), exported.warnings());
    assertEquals(5 / 0.167, exported.rate());
  }

  @Test
  void framesThatAreMissingAreSaid() throws IOException {
    List<FramePoses> frames =
        List.of(
            Body.frame(0, 0, Body.pose(0)), Body.frame(2, 512, Body.pose(0)), Body.frame(4, 1024));

    Exported exported = export(ExportRun.METADATA, frames);

    assertEquals(30.0, exported.rate());
    assertWarning("not all frames", exported);
  }

  @Test
  void ghostsAreSaid() throws IOException {
    List<FramePoses> frames = new ArrayList<>(Body.frames(6, 0));
    frames.add(Body.frame(6, 6 * 256, Body.pose(0), Body.pose(1)));

    assertWarning("1 of 2 persons are seen in fewer than 6", export(ExportRun.METADATA, frames));
  }

  @Test
  void onePictureHasNoRate() throws IOException {
    Exported exported = export(Map.of(), Body.frames(1, 0));

    assertTrue(Double.isNaN(exported.rate()));
    assertEquals(List.of(), exported.warnings());
  }

  private static List<FramePoses> at(long... ticks) {
    List<FramePoses> frames = new ArrayList<>();
    for (long tick : ticks) {
      frames.add(Body.frame(frames.size(), tick, Body.pose(0)));
    }
    return frames;
  }

  private Exported export(Map<String, String> metadata, List<FramePoses> frames)
      throws IOException {
    Path input = ExportRun.write(directory.resolve("a.mp4.avro"), metadata, frames);
    return ExportRun.of(
            Target.CSV, ExportOptions.defaults(), Files.createTempDirectory(directory, "o"), input)
        .done
        .get(0);
  }

  private static void assertWarning(String part, Exported exported) {
    assertTrue(
        exported.warnings().stream().anyMatch(warning -> warning.contains(part)),
        exported.warnings().toString());
  }
}
