package org.postura.landmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads Avro files of this or an earlier schema. */
final class AvroFramePosesReader implements FramePosesReader {
  private final DataFileStream<GenericRecord> file;

  AvroFramePosesReader(InputStream in) throws IOException {
    GenericDatumReader<GenericRecord> datums = new GenericDatumReader<>();
    datums.setExpected(FramePosesSchema.SCHEMA);
    file = new DataFileStream<>(in, datums);
  }

  @Override
  public Optional<FramePoses> read() throws IOException {
    try {
      if (file.hasNext()) {
        return Optional.of(frame(file.next()));
      }
      // Where the file ends within a block, Avro says first that there is no more, and then that
      // there is.
      if (file.hasNext()) {
        throw new EOFException("The Avro file is cut off");
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      // Not AvroRuntimeException alone: Avro decodes damaged blocks with whatever comes of it.
      throw new IOException("The Avro file is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    for (String key : file.getMetaKeys()) {
      if (!key.startsWith("avro.")) {
        metadata.put(key, file.getMetaString(key));
      }
    }
    return metadata;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static FramePoses frame(GenericRecord row) {
    List<Pose> poses = new ArrayList<>();
    for (GenericRecord pose : records(row, "poses")) {
      poses.add(
          new Pose(
              (Integer) pose.get("person"),
              (Float) pose.get("score"),
              landmarks(pose, "landmarks"),
              landmarks(pose, "world_landmarks")));
    }
    return new FramePoses(
        row.get("video").toString(),
        (Long) row.get("frame"),
        (Long) row.get("pts"),
        (Long) row.get("time_us"),
        (Integer) row.get("width"),
        (Integer) row.get("height"),
        poses);
  }

  private static List<Landmark> landmarks(GenericRecord pose, String field) {
    List<Landmark> landmarks = new ArrayList<>(Pose.LANDMARKS);
    for (GenericRecord point : records(pose, field)) {
      landmarks.add(
          new Landmark(
              (Float) point.get("x"),
              (Float) point.get("y"),
              (Float) point.get("z"),
              (Float) point.get("visibility"),
              (Float) point.get("presence")));
    }
    return landmarks;
  }

  @SuppressWarnings("unchecked") // The schema says that these are arrays of records.
  private static List<GenericRecord> records(GenericRecord row, String field) {
    return (List<GenericRecord>) row.get(field);
  }
}
