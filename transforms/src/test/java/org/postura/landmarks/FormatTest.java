package org.postura.landmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  private static final Map<String, String> METADATA =
      Map.of("postura.model", "full", "postura.time_base", "1/15360");

  @ParameterizedTest
  @EnumSource(Format.class)
  void readsWhatItWrote(Format format) throws IOException {
    List<FramePoses> frames = frames();

    List<FramePoses> read = new ArrayList<>();
    try (FramePosesReader reader =
        format.reader(new ByteArrayInputStream(written(format, frames)))) {
      for (Optional<FramePoses> next = reader.read(); next.isPresent(); next = reader.read()) {
        read.add(next.get());
      }
      assertEquals(format == Format.AVRO ? METADATA : Map.of(), reader.metadata());
    }

    assertEquals(frames, read);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void sameFramesGiveSameBytes(Format format) throws IOException {
    assertArrayEquals(written(format, frames()), written(format, frames()));
  }

  @Test
  void avroFileIsReadableByAvrosOwnReader() throws IOException {
    byte[] bytes = written(Format.AVRO, frames());

    try (DataFileStream<GenericRecord> file =
        new DataFileStream<>(new ByteArrayInputStream(bytes), new GenericDatumReader<>())) {
      assertEquals("zstandard", file.getMetaString("avro.codec"));
      assertEquals(FramePosesSchema.SCHEMA, file.getSchema());
      GenericRecord empty = file.next();
      assertEquals("clips/a.mp4", empty.get("video").toString());
      assertEquals(List.of(), empty.get("poses"));
      GenericRecord one = file.next();
      assertEquals(566_667L, one.get("time_us"));
      GenericRecord pose = (GenericRecord) ((List<?>) one.get("poses")).get(0);
      GenericRecord last = (GenericRecord) ((List<?>) pose.get("world_landmarks")).get(32);
      assertEquals(frames().get(1).poses().get(0).worldLandmarks().get(32).z(), last.get("z"));
    }
  }

  @Test
  void jsonLinesHaveTheFieldsOfTheContract() throws IOException {
    String text = new String(written(Format.JSON, frames()), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();

    assertEquals(frames().size(), lines.size());
    assertEquals(
        "{\"video\":\"clips/a.mp4\",\"frame\":0,\"pts\":-3,\"time_us\":-100,\"width\":720,"
            + "\"height\":1280,\"poses\":[]}",
        lines.get(0));
    JsonNode pose = new ObjectMapper().readTree(lines.get(1)).get("poses").get(0);
    assertEquals(33, pose.get("landmarks").size());
    Landmark nose = frames().get(1).poses().get(0).landmarks().get(0);
    assertEquals(nose.x(), pose.get("landmarks").get(0).get("x").floatValue());
    assertEquals(nose.presence(), pose.get("landmarks").get(0).get("presence").floatValue());
  }

  private static byte[] written(Format format, List<FramePoses> frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FramePosesWriter writer = format.writer(out, METADATA)) {
      for (FramePoses frame : frames) {
        writer.write(frame);
      }
    }
    return out.toByteArray();
  }

  private static List<FramePoses> frames() {
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

  private static Pose pose(int person, Random random) {
    return new Pose(person, random.nextFloat(), landmarks(random), landmarks(random));
  }

  private static List<Landmark> landmarks(Random random) {
    List<Landmark> landmarks = new ArrayList<>();
    for (int i = 0; i < Pose.LANDMARKS; i++) {
      landmarks.add(
          new Landmark(
              (float) random.nextGaussian(),
              random.nextFloat() * 1e-6f,
              -random.nextFloat(),
              random.nextFloat(),
              random.nextFloat()));
    }
    return landmarks;
  }
}
