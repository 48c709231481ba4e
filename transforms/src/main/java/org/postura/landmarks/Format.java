package org.postura.landmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postura.landmarks.parquet.ParquetFile;

/** The output formats; all hold the same values. */
public enum Format {
  /** Avro object container file, one record a frame, with metadata about how it was made. */
  AVRO(".avro"),
  /** JSON Lines: one object a frame; the first says how the file was made. */
  JSON(".jsonl"),
  /** Tidy Parquet: one row a landmark, with metadata about how it was made. */
  PARQUET(".parquet");

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

  /** The format that a file name's extension stands for. */
  public static Optional<Format> ofName(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    for (Format format : values()) {
      if (lower.endsWith(format.extension)) {
        return Optional.of(format);
      }
    }
    return lower.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
  }

  /**
   * Opens a writer on {@code out}, which it closes.
   *
   * @param codec of Avro's blocks; the other formats have none to choose
   * @param metadata how the file was made; JSON Lines keep those under postura's names, but for the
   *     identity
   */
  public FramePosesWriter writer(OutputStream out, Codec codec, Map<String, String> metadata)
      throws IOException {
    return switch (this) {
      case AVRO -> new AvroFramePosesWriter(out, codec, metadata);
      case JSON -> new JsonFramePosesWriter(out, metadata);
      case PARQUET -> new ParquetFramePosesWriter(out, metadata);
    };
  }

  /** Opens a writer with the codec that every reader has. */
  public FramePosesWriter writer(OutputStream out, Map<String, String> metadata)
      throws IOException {
    return writer(out, Codec.DEFLATE, metadata);
  }

  /**
   * Opens a reader on {@code in}, which it closes. Parquet is copied to a temporary file first, as
   * its index stands at its end.
   */
  public FramePosesReader reader(InputStream in) throws IOException {
    return switch (this) {
      case AVRO -> new AvroFramePosesReader(in);
      case JSON -> new JsonFramePosesReader(in);
      case PARQUET -> new ParquetFramePosesReader(ParquetFile.spooled(in));
    };
  }

  /** Opens a reader on a local file. */
  public FramePosesReader reader(Path file) throws IOException {
    return this == PARQUET
        ? new ParquetFramePosesReader(ParquetFile.open(file))
        : reader(Files.newInputStream(file));
  }
}
