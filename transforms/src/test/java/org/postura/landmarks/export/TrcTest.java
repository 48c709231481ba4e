package org.postura.landmarks.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.landmarks.FramePoses;

class TrcTest {
  private static final String METRES = "a_m_person00.trc";
  private static final String PIXELS = "a_px_person00.trc";

  @TempDir Path directory;

  @Test
  void theHeadIsOpenSims() throws IOException {
    List<String> lines = export(Body.frames(3, 0)).lines(METRES);

    assertEquals("PathFileType\t4\t(X/Y/Z)\ta_m_person00.trc", lines.get(0));
    assertEquals(
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        lines.get(1));
    assertEquals("60\t60\t3\t33\tm\t60\t1\t3", lines.get(2));
    assertTrue(lines.get(3).startsWith("Frame#\tTime\tNose\t\t\tLEyeInner\t\t\t"), lines.get(3));
    assertTrue(lines.get(4).startsWith("\t\tX1\tY1\tZ1\tX2"), lines.get(4));
    assertEquals(5 + 3, lines.size());
    for (String line : lines.subList(5, 8)) {
      assertEquals(2 + 3 * 33, line.split("\t", -1).length);
    }
  }

  /** Pose2Sim's table of BlazePose has Lknee, its OpenSim models have LKnee. */
  @Test
  void markersAreNamedAsInPose2SimsModels() {
    assertEquals("LKnee", Markers.NAMES.get(25));
    assertEquals("RBigToe", Markers.NAMES.get(32));
    assertEquals(33, Markers.NAMES.size());
  }

  /** OpenSim: X forward, Y up, Z to the right of who faces forward. */
  @Test
  void aRaisedLeftHandIsLeftAndUp() throws IOException {
    ExportRun run = export(Body.frames(1, 0));

    double[] left = marker(run, METRES, 0, Body.LEFT_WRIST);
    double[] right = marker(run, METRES, 0, Body.RIGHT_WRIST);
    double[] nose = marker(run, METRES, 0, 0);
    assertTrue(left[1] > nose[1] && nose[1] > right[1], "up");
    assertTrue(left[2] < 0 && right[2] > 0, "left");
    assertTrue(nose[0] > 0, "the nose is to the front");
    assertEquals(List.of(0.0, 0.875, -0.125), List.of(left[0], left[1], left[2]));
  }

  /** A hand's breadth to the left, up and to the front must span a right-handed box. */
  @Test
  void theBodyIsNotMirrored() throws IOException {
    ExportRun run = export(Body.frames(1, 0));
    double[] hip = marker(run, METRES, 0, 24);
    double[] left = minus(marker(run, METRES, 0, 23), hip);
    double[] up = minus(marker(run, METRES, 0, 12), hip);
    double[] front = minus(marker(run, METRES, 0, 32), marker(run, METRES, 0, 28));

    double determinant =
        front[0] * (up[1] * left[2] - up[2] * left[1])
            - front[1] * (up[0] * left[2] - up[2] * left[0])
            + front[2] * (up[0] * left[1] - up[1] * left[0]);
    assertTrue(determinant < 0, "front, up and left are a left-handed triple, as in a body");
  }

  @Test
  void pixelsForSports2DLieFlat() throws IOException {
    ExportRun run = export(Body.frames(1, 0));

    assertEquals("px", run.lines(PIXELS).get(2).split("\t")[4]);
    double[] left = marker(run, PIXELS, 0, Body.LEFT_WRIST);
    assertEquals(List.of(625.0, 125.0, 0.0), List.of(left[0], left[1], left[2]));
  }

  /** OpenSim refuses an empty last cell; a score of 1 is what Sports2D gives every other point. */
  @Test
  void hardlyVisiblePointsAndAbsentPersonsAreNan() throws IOException {
    List<FramePoses> frames =
        List.of(
            Body.frame(0, 0, Body.pose(0)), Body.frame(1, 256), Body.frame(2, 512, Body.pose(0)));

    ExportRun run = export(frames);

    for (String file : List.of(METRES, PIXELS)) {
      assertTrue(Double.isNaN(marker(run, file, 0, Body.LEFT_TOE)[2]));
      assertFalse(Double.isNaN(marker(run, file, 0, 32)[0]));
      assertTrue(Double.isNaN(marker(run, file, 1, 0)[0]));
      for (String line : run.lines(file).subList(5, 8)) {
        assertFalse(line.endsWith("\t"), line);
      }
    }
  }

  @Test
  void timeIsTheTimeStampAndRowsAreNumberedWithoutGaps() throws IOException {
    List<FramePoses> frames =
        List.of(
            Body.frame(0, 153_600, Body.pose(0)),
            Body.frame(2, 154_112, Body.pose(0)),
            Body.frame(4, 154_624, Body.pose(0)));

    List<String> lines = export(frames).lines(METRES);

    assertEquals("30\t30\t3", lines.get(2).substring(0, 7));
    assertTrue(lines.get(5).startsWith("1\t10.000000000\t"), lines.get(5));
    assertTrue(lines.get(6).startsWith("2\t10.033333333\t"), lines.get(6));
  }

  @Test
  void aFileAPerson() throws IOException {
    export(Body.frames(2, 0, 12));

    for (String name : List.of(METRES, PIXELS, "a_m_person12.trc", "a_px_person12.trc")) {
      assertTrue(Files.exists(directory.resolve("out").resolve(name)), name);
    }
  }

  private ExportRun export(List<FramePoses> frames) throws IOException {
    return ExportRun.of(Target.TRC, ExportOptions.defaults(), directory, frames);
  }

  private static double[] marker(ExportRun run, String file, int row, int marker)
      throws IOException {
    String[] cells = run.lines(file).get(5 + row).split("\t");
    double[] place = new double[3];
    for (int i = 0; i < 3; i++) {
      String cell = cells[2 + 3 * marker + i];
      place[i] = cell.equals("nan") ? Double.NaN : Double.parseDouble(cell);
    }
    return place;
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }
}
