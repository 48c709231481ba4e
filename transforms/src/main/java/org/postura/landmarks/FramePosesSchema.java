package org.postura.landmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/** The checked-in Avro schema of {@link FramePoses}. */
public final class FramePosesSchema {
  /** The schema of {@code frame_poses.avsc}. */
  public static final Schema SCHEMA = load();

  private FramePosesSchema() {}

  private static Schema load() {
    try (InputStream in = FramePosesSchema.class.getResourceAsStream("frame_poses.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The schema frame_poses.avsc can't be read", e);
    }
  }
}
