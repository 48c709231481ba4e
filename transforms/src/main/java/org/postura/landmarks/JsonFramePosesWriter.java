package org.postura.landmarks;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * JSON Lines: one object a frame, floats in the shortest form that reads back as the same float.
 * The first also has the file's metadata.
 */
final class JsonFramePosesWriter implements FramePosesWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final JsonGenerator json;

  /** Empty once it has been written. */
  private Map<String, String> metadata;

  JsonFramePosesWriter(OutputStream out, Map<String, String> metadata) throws IOException {
    this.metadata = JsonMetadata.written(metadata);
    json = JSON.createGenerator(out, JsonEncoding.UTF8);
    json.setRootValueSeparator(null);
  }

  @Override
  public void write(FramePoses frame) throws IOException {
    json.writeStartObject();
    json.writeStringField("video", frame.video());
    json.writeNumberField("frame", frame.frame());
    json.writeNumberField("pts", frame.pts());
    json.writeNumberField("time_us", frame.timeUs());
    json.writeNumberField("width", frame.width());
    json.writeNumberField("height", frame.height());
    json.writeArrayFieldStart("poses");
    for (Pose pose : frame.poses()) {
      json.writeStartObject();
      json.writeNumberField("person", pose.person());
      json.writeNumberField("score", pose.score());
      writeLandmarks("landmarks", pose.landmarks());
      writeLandmarks("world_landmarks", pose.worldLandmarks());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeMetadata();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeMetadata() throws IOException {
    if (metadata.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("metadata");
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    metadata = Map.of();
  }

  private void writeLandmarks(String field, List<Landmark> landmarks) throws IOException {
    json.writeArrayFieldStart(field);
    for (Landmark landmark : landmarks) {
      json.writeStartObject();
      json.writeNumberField("x", landmark.x());
      json.writeNumberField("y", landmark.y());
      json.writeNumberField("z", landmark.z());
      json.writeNumberField("visibility", landmark.visibility());
      json.writeNumberField("presence", landmark.presence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
