package org.postura.landmarks.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.landmarks.FramePoses;

class OpenPoseTest {
  private static final ExportOptions ALL = ExportOptions.defaults();

  @TempDir Path directory;

  @Test
  void aDirectoryWithAFileAFrame() throws IOException {
    ExportRun.of(Target.OPENPOSE, ALL, directory, Body.frames(2, 0));

    try (Stream<Path> files = Files.list(directory.resolve("out/a_json"))) {
      assertEquals(
          List.of("a_000000000000_keypoints.json", "a_000000000001_keypoints.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** OpenPose's own example has these fields: doc/02_output.md, "JSON Output Format". */
  @Test
  void theFieldsAreOpenPoses() throws IOException {
    ExportRun.of(Target.OPENPOSE, ALL, directory, Body.frames(1, 3));

    JsonNode file = file(0);
    assertEquals(1.3, file.get("version").doubleValue());
    JsonNode person = file.get("people").get(0);
    assertEquals(3, person.get("person_id").get(0).intValue());
    assertEquals(33 * 3, person.get("pose_keypoints_2d").size());
    assertTrue(person.get("hand_left_keypoints_2d").isEmpty());
  }

  @Test
  void pointsArePixelsOfTheUprightPicture() throws IOException {
    ExportRun.of(Target.OPENPOSE, ALL, directory, Body.frames(1, 0));

    assertPoint(625, 125, 1 - 15 / 64.0, points(0, 0), Body.LEFT_WRIST);
    assertPoint(375, 1000, 1 - 16 / 64.0, points(0, 0), Body.RIGHT_WRIST);
  }

  /** The order is that of OpenPose's output documentation, "Keypoint Ordering in C++/Python". */
  @Test
  void body25IsInOpenPosesOrder() throws IOException {
    ExportRun.of(Target.OPENPOSE_BODY25, ALL, directory, Body.frames(1, 0));

    JsonNode points = points(0, 0);
    assertEquals(25 * 3, points.size());
    assertPoint(500, 250, 1, points, 0); // Nose
    assertPoint(500, 500, 1 - 12 / 64.0, points, 1); // Neck, between the shoulders
    assertPoint(375, 1000, 1 - 16 / 64.0, points, 4); // RWrist
    assertPoint(625, 125, 1 - 15 / 64.0, points, 7); // LWrist: the raised one
    assertPoint(500, 1000, 1 - 24 / 64.0, points, 8); // MidHip
    assertPoint(375, 1500, 1 - 26 / 64.0, points, 10); // RKnee
    assertPoint(625, 1875, 1 - 27 / 64.0, points, 14); // LAnkle
    assertPoint(625, 1875, 0.25, points, 19); // LBigToe
    assertPoint(375, 1875, 1 - 32 / 64.0, points, 22); // RBigToe
  }

  /** With zeros for it Pose2Sim's inverse kinematics came to 273 mm, with this to 37. */
  @Test
  void theSmallToeIsWhereTheBigOneIs() throws IOException {
    ExportRun.of(Target.OPENPOSE_BODY25, ALL, directory, Body.frames(1, 0));

    assertPoint(625, 1875, 0.25, points(0, 0), 20);
    assertPoint(375, 1875, 1 - 32 / 64.0, points(0, 0), 23);
  }

  @Test
  void everybodyKeepsAPlaceForAsLongAsKnown() throws IOException {
    List<FramePoses> frames =
        List.of(
            Body.frame(0, 0, Body.pose(0), Body.pose(1)),
            Body.frame(1, 256, Body.pose(1)), // 0 is lost
            Body.frame(2, 512, Body.pose(1), Body.pose(0)), // and found again
            Body.frame(3, 768, Body.pose(1)), // 0 has gone for good
            Body.frame(4, 1024, Body.pose(2), Body.pose(1)));

    ExportRun.of(Target.OPENPOSE, ALL, directory, frames);

    assertEquals(List.of(0, 1), people(0));
    assertEquals(List.of(-1, 1), people(1));
    assertPoint(0, 0, 0, points(1, 0), 0);
    assertEquals(List.of(0, 1), people(2));
    assertEquals(List.of(-1, 1), people(3));
    assertEquals(List.of(2, 1), people(4));
  }

  @Test
  void filesAreNumberedWithoutGaps() throws IOException {
    List<FramePoses> frames =
        List.of(Body.frame(0, 0, Body.pose(0)), Body.frame(7, 7 * 256, Body.pose(0)));

    ExportRun.of(Target.OPENPOSE, ALL, directory, frames);

    assertEquals(List.of(0), people(1));
  }

  @Test
  void hardlyVisiblePointsCanBeLeftOut() throws IOException {
    ExportRun.of(Target.OPENPOSE, ALL.withMinVisibility(0.5), directory, Body.frames(1, 0));

    assertPoint(0, 0, 0, points(0, 0), Body.LEFT_TOE);
    assertPoint(375, 1875, 0.5, points(0, 0), 32);
  }

  private JsonNode file(int frame) throws IOException {
    return new ObjectMapper()
        .readTree(directory.resolve("out/a_json/a_%012d_keypoints.json".formatted(frame)).toFile());
  }

  private List<Integer> people(int frame) throws IOException {
    return file(frame).get("people").findValues("person_id").stream()
        .map(id -> id.get(0).intValue())
        .toList();
  }

  private JsonNode points(int frame, int place) throws IOException {
    return file(frame).get("people").get(place).get("pose_keypoints_2d");
  }

  private static void assertPoint(
      double x, double y, double confidence, JsonNode points, int index) {
    assertEquals(
        List.of(x, y, confidence),
        List.of(
            points.get(3 * index).doubleValue(),
            points.get(3 * index + 1).doubleValue(),
            points.get(3 * index + 2).doubleValue()));
  }
}
