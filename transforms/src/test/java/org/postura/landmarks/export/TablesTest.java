package org.postura.landmarks.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.landmarks.FramePoses;

class TablesTest {
  private static final ExportOptions ALL = ExportOptions.defaults();

  @TempDir Path directory;

  @Test
  void csvHasTheColumnsOfTheParquet() throws IOException {
    List<FramePoses> frames = List.of(Body.frame(0, 0, Body.pose(2)), Body.frame(1, 256));

    List<String> lines = ExportRun.of(Target.CSV, ALL, directory, frames).lines("a.csv");

    assertEquals(
        "video,frame,pts,time_us,width,height,person,score,landmark,x,y,z,visibility,presence,world_x,world_y,world_z",
        lines.get(0));
    assertEquals(
        "clips/a.mp4,0,0,0,1000,2000,2,0.75,left_wrist,0.625,0.0625,0.0,0.765625,0.875,0.125,-0.875,0.0",
        lines.get(1 + Body.LEFT_WRIST));
    assertEquals("clips/a.mp4,1,256,16666,1000,2000,,,,,,,,,,,", lines.get(34));
    assertEquals(35, lines.size());
  }

  @Test
  void csvLeavesOutPlacesButNotHowSureTheyAre() throws IOException {
    List<String> lines =
        ExportRun.of(Target.CSV, ALL.withMinVisibility(0.5), directory, Body.frames(1, 0))
            .lines("a.csv");

    assertTrue(
        lines.get(1 + Body.LEFT_TOE).endsWith(",left_foot_index,,,,0.25,0.875,,,"),
        lines.get(1 + Body.LEFT_TOE));
  }

  @Test
  void csvQuotesNames() throws IOException {
    FramePoses frame = Body.frames(1).get(0);
    FramePoses named = new FramePoses("a, \"b\".mp4", frame.frame(), 0, 0, 1, 1, List.of());

    List<String> lines = ExportRun.of(Target.CSV, ALL, directory, List.of(named)).lines("a.csv");

    assertTrue(lines.get(1).startsWith("\"a, \"\"b\"\".mp4\",0,"), lines.get(1));
  }

  @Test
  void deepLabCutHasFourLinesOfHead() throws IOException {
    List<FramePoses> frames =
        List.of(
            Body.frame(0, 0, Body.pose(0)), Body.frame(3, 768), Body.frame(6, 1536, Body.pose(5)));

    List<String> lines = ExportRun.of(Target.DEEPLABCUT, ALL, directory, frames).lines("a.csv");

    assertTrue(lines.get(0).startsWith("scorer,postura,postura,"));
    assertTrue(lines.get(1).startsWith("individuals,person0,person0,"));
    assertTrue(lines.get(1).endsWith(",person5"));
    assertTrue(lines.get(2).startsWith("bodyparts,nose,nose,nose,left_eye_inner"));
    assertTrue(lines.get(3).startsWith("coords,x,y,likelihood,x"));
    assertTrue(lines.get(4).startsWith("0,500.0,250.0,1.0,"), lines.get(4));
    assertTrue(lines.get(4).endsWith(",,,"));
    assertEquals("3" + ",".repeat(2 * 33 * 3), lines.get(5));
    assertTrue(lines.get(6).startsWith("6,,,"));
  }

  /** COCO's order: nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles; left first. */
  @Test
  void cocoHasSeventeenPointsAndTheListOfPictures() throws IOException {
    Path first = ExportRun.write(directory.resolve("a.mp4.avro"), Body.frames(2, 0));
    Path second = ExportRun.write(directory.resolve("b.jpg.avro"), Body.frames(1, 0, 1));

    ExportRun run = ExportRun.of(Target.COCO, ALL, directory.resolve("out"), first, second);

    JsonNode results = new ObjectMapper().readTree(run.text("keypoints.json"));
    assertEquals(4, results.size());
    assertEquals(
        List.of(1, 2, 3, 3),
        results.findValues("image_id").stream().map(JsonNode::intValue).toList());
    JsonNode points = results.get(0).get("keypoints");
    assertEquals(17 * 3, points.size());
    assertEquals(625, points.get(3 * 9).doubleValue());
    assertEquals(125, points.get(3 * 9 + 1).doubleValue());
    assertEquals(1 - 15 / 64.0, points.get(3 * 9 + 2).doubleValue());
    assertEquals(375, points.get(3 * 10).doubleValue());
    assertEquals(0.75, results.get(0).get("score").doubleValue());

    JsonNode images = new ObjectMapper().readTree(run.text("images.json")).get("images");
    assertEquals(3, images.size());
    assertEquals("a.mp4/000000000001.jpg", images.get(1).get("file_name").asText());
    assertEquals(16666, images.get(1).get("time_us").intValue());
    assertEquals("a.mp4", images.get(2).get("file_name").asText());
    assertEquals(2000, images.get(2).get("height").intValue());
  }
}
