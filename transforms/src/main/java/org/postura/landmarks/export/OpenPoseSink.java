package org.postura.landmarks.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.Pose;

/**
 * OpenPose's JSON, version 1.3: a directory {@code NAME_json} with a file a frame, numbered from 0
 * without gaps. Places are pixels of the upright picture; the confidence is the visibility; a
 * missing point is three zeros, as is every point of somebody who is not there but keeps his place.
 */
final class OpenPoseSink implements FrameSink {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ENDING = "_keypoints.json";

  /** Kinds of points that OpenPose knows and BlazePose has none of. */
  private static final List<String> EMPTY =
      List.of(
          "face_keypoints_2d",
          "hand_left_keypoints_2d",
          "hand_right_keypoints_2d",
          "pose_keypoints_3d",
          "face_keypoints_3d",
          "hand_left_keypoints_3d",
          "hand_right_keypoints_3d");

  private final Path directory;
  private final Path temporary;
  private final String name;
  private final Skeleton skeleton;
  private final Slots slots;
  private final double minVisibility;
  private final float[] place = new float[3];

  /**
   * @param name of the files, and of the directory
   */
  OpenPoseSink(Path parent, String name, Skeleton skeleton, Slots slots, double minVisibility)
      throws IOException {
    this.name = name;
    this.skeleton = skeleton;
    this.slots = slots;
    this.minVisibility = minVisibility;
    directory = parent.resolve(name + "_json");
    temporary = parent.resolve("." + name + "_json.part");
    delete(temporary);
    Files.createDirectories(temporary);
  }

  @Override
  public void write(long index, FramePoses frame) throws IOException {
    Pose[] people = new Pose[slots.size()];
    int count = 0;
    for (Pose pose : frame.poses()) {
      int slot = slots.of(pose.person());
      if (slot >= 0) {
        people[slot] = pose;
        count = Math.max(count, slot + 1);
      }
    }
    Path file = temporary.resolve(String.format(Locale.ROOT, "%s_%012d%s", name, index, ENDING));
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("version", 1.3);
      json.writeArrayFieldStart("people");
      for (int slot = 0; slot < count; slot++) {
        write(json, frame, people[slot]);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void write(JsonGenerator json, FramePoses frame, Pose pose) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("person_id");
    json.writeNumber(pose == null ? -1 : pose.person());
    json.writeEndArray();
    json.writeArrayFieldStart("pose_keypoints_2d");
    for (int point = 0; point < skeleton.size(); point++) {
      if (pose == null) {
        Arrays.fill(place, 0);
      } else {
        skeleton.place(frame, pose, point, minVisibility, place);
      }
      for (float value : place) {
        json.writeNumber(value);
      }
    }
    json.writeEndArray();
    for (String field : EMPTY) {
      json.writeArrayFieldStart(field);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  @Override
  public List<Path> finish() throws IOException {
    delete(directory);
    return List.of(Files.move(temporary, directory));
  }

  @Override
  public void close() throws IOException {
    delete(temporary);
  }

  /**
   * Only what was written by an export: a directory with other files in it stays, and is an error.
   */
  private static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
