package org.postura.landmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;

/** Avro object container files. */
final class AvroFramePosesWriter implements FramePosesWriter {
  private final DataFileWriter<FramePoses> file;

  AvroFramePosesWriter(OutputStream out, Codec codec, Map<String, String> metadata)
      throws IOException {
    file = new DataFileWriter<>(new FramePosesDatumWriter());
    file.setCodec(codec.avro());
    Map<String, String> sorted = new TreeMap<>(metadata);
    sorted.forEach(file::setMeta);
    file.create(FramePosesSchema.SCHEMA, out, syncMarker(sorted));
  }

  @Override
  public void write(FramePoses framePoses) throws IOException {
    file.append(framePoses);
  }

  @Override
  public void flush() throws IOException {
    file.flush();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Avro's own choice is random; this one is the same for the same metadata, so that files can be
   * compared.
   */
  private static byte[] syncMarker(Map<String, String> metadata) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(metadata.toString().getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest, DataFileConstants.SYNC_SIZE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Writes the fields in the schema's order, without a generic record in between. */
  private static final class FramePosesDatumWriter implements DatumWriter<FramePoses> {
    @Override
    public void setSchema(Schema schema) {
      if (!schema.equals(FramePosesSchema.SCHEMA)) {
        throw new IllegalArgumentException("Writes only " + FramePosesSchema.SCHEMA.getFullName());
      }
    }

    @Override
    public void write(FramePoses frame, Encoder out) throws IOException {
      out.writeString(frame.video());
      out.writeLong(frame.frame());
      out.writeLong(frame.pts());
      out.writeLong(frame.timeUs());
      out.writeInt(frame.width());
      out.writeInt(frame.height());
      out.writeArrayStart();
      out.setItemCount(frame.poses().size());
      for (Pose pose : frame.poses()) {
        out.startItem();
        out.writeInt(pose.person());
        out.writeFloat(pose.score());
        writeLandmarks(pose.landmarks(), out);
        writeLandmarks(pose.worldLandmarks(), out);
      }
      out.writeArrayEnd();
    }

    private static void writeLandmarks(List<Landmark> landmarks, Encoder out) throws IOException {
      out.writeArrayStart();
      out.setItemCount(landmarks.size());
      for (Landmark landmark : landmarks) {
        out.startItem();
        out.writeFloat(landmark.x());
        out.writeFloat(landmark.y());
        out.writeFloat(landmark.z());
        out.writeFloat(landmark.visibility());
        out.writeFloat(landmark.presence());
      }
      out.writeArrayEnd();
    }
  }
}
