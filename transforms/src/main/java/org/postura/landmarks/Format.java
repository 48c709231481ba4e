package org.postura.landmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

/** The two output formats; both hold the same records. */
public enum Format {
  /** Avro object container file, zstd-compressed, with metadata about how it was made. */
  AVRO(".avro"),
  /** JSON Lines: one object a frame. */
  JSON(".jsonl");

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  /** File name extension, with its dot. */
  public String extension() {
    return extension;
  }

  /** Lower-case name, as the option writes it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Opens a writer on {@code out}, which it closes.
   *
   * @param metadata how the file was made; kept in Avro's file metadata, and nowhere in JSON Lines
   *     (the ledger has it)
   */
  public FramePosesWriter writer(OutputStream out, Map<String, String> metadata)
      throws IOException {
    return switch (this) {
      case AVRO -> new AvroFramePosesWriter(out, metadata);
      case JSON -> new JsonFramePosesWriter(out);
    };
  }

  /** Opens a reader on {@code in}, which it closes. */
  public FramePosesReader reader(InputStream in) throws IOException {
    return switch (this) {
      case AVRO -> new AvroFramePosesReader(in);
      case JSON -> new JsonFramePosesReader(in);
    };
  }
}
