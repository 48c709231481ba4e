package org.postura.landmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.postura.landmarks.parquet.StreamOutput;
import org.postura.landmarks.parquet.ZstandardCodecs;

/**
 * Tidy Parquet: {@link TidyRow}s, zstd-compressed, floats split by their bytes first, which makes
 * them smaller than any other way of writing them does.
 *
 * <p>A row group is held on the heap until it is full, its pages compressed: 16 MiB, which is
 * 20,000 frames of one person.
 */
final class ParquetFramePosesWriter implements FramePosesWriter {
  private static final long ROW_GROUP_BYTES = 16 << 20;

  private final ParquetWriter<TidyRow> file;
  private final TidyRow row = new TidyRow();

  ParquetFramePosesWriter(OutputStream out, Map<String, String> metadata) throws IOException {
    Builder builder = new Builder(new StreamOutput(out));
    for (String column : TidyRow.SPLIT_COLUMNS) {
      builder
          .withDictionaryEncoding(column, false)
          .withByteStreamSplitEncoding(column, true)
          .withStatisticsEnabled(column, false); // Every page has the whole range of values.
    }
    file =
        builder
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstandardCodecs())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withSizeStatisticsEnabled(false)
            .withExtraMetaData(metadata)
            .build();
  }

  @Override
  public void write(FramePoses frame) throws IOException {
    row.setFrame(frame);
    if (frame.poses().isEmpty()) {
      row.setNobody();
      file.write(row);
    }
    for (Pose pose : frame.poses()) {
      for (int landmark = 0; landmark < Pose.LANDMARKS; landmark++) {
        row.setLandmark(pose, landmark);
        file.write(row);
      }
    }
  }

  /** Nothing: a row group is written when it is full, so that the bytes are always the same. */
  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static final class Builder extends ParquetWriter.Builder<TidyRow, Builder> {
    Builder(StreamOutput out) {
      super(out);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<TidyRow> getWriteSupport(ParquetConfiguration configuration) {
      return new TidyRowWriteSupport();
    }

    /** Abstract, so it must be here; nothing calls it. */
    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<TidyRow> getWriteSupport(
        org.apache.hadoop.conf.Configuration configuration) {
      return new TidyRowWriteSupport();
    }
  }
}
