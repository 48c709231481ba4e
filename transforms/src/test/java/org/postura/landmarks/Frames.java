package org.postura.landmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Frames for tests, and the way through a format and back. */
final class Frames {
  private Frames() {}

  /** Nobody, one person, two persons; with values at their types' ends. */
  static List<FramePoses> some() {
    Random random = new Random(7);
    return List.of(
        new FramePoses("clips/a.mp4", 0, -3, -100, 720, 1280, List.of()),
        new FramePoses("clips/a.mp4", 17, 17408, 566_667, 720, 1280, List.of(pose(0, random))),
        new FramePoses(
            "clips/ä \"b\".mp4",
            1L << 40,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1,
            1,
            List.of(pose(0, random), pose(7, random))));
  }

  static Pose pose(int person, Random random) {
    List<Landmark> image = new ArrayList<>();
    List<Landmark> world = new ArrayList<>();
    for (int i = 0; i < Pose.LANDMARKS; i++) {
      Landmark point = landmark(random, random.nextFloat(), random.nextFloat());
      image.add(point);
      world.add(landmark(random, point.visibility(), point.presence()));
    }
    return new Pose(person, random.nextFloat(), image, world);
  }

  private static Landmark landmark(Random random, float visibility, float presence) {
    return new Landmark(
        (float) random.nextGaussian(),
        random.nextFloat() * 1e-6f,
        -random.nextFloat(),
        visibility,
        presence);
  }

  static byte[] written(Format format, Map<String, String> metadata, List<FramePoses> frames)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FramePosesWriter writer = format.writer(out, metadata)) {
      for (FramePoses frame : frames) {
        writer.write(frame);
      }
    }
    return out.toByteArray();
  }

  static List<FramePoses> read(Format format, byte[] bytes) throws IOException {
    try (FramePosesReader reader = format.reader(new ByteArrayInputStream(bytes))) {
      return read(reader);
    }
  }

  static List<FramePoses> read(FramePosesReader reader) throws IOException {
    List<FramePoses> frames = new ArrayList<>();
    for (Optional<FramePoses> next = reader.read(); next.isPresent(); next = reader.read()) {
      frames.add(next.get());
    }
    return frames;
  }
}
