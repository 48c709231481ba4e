package org.postura.landmarks;

import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands {@link TidyRow}s to Parquet. */
final class TidyRowWriteSupport extends WriteSupport<TidyRow> {
  private static final Binary[] NAMES = names();

  private RecordConsumer out;
  private String video;
  private Binary videoBytes;

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(TidyRow.SCHEMA, Map.of());
  }

  /** Abstract, so it must be here; nothing calls it. */
  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
    return new WriteContext(TidyRow.SCHEMA, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(TidyRow row) {
    out.startMessage();
    writeBinary(0, video(row.video));
    writeLong(1, row.frame);
    writeLong(2, row.pts);
    writeLong(3, row.timeUs);
    writeInt(4, row.width);
    writeInt(5, row.height);
    if (row.somebody) {
      writeInt(6, row.person);
      writeFloat(7, row.score);
      writeBinary(8, NAMES[row.landmark]);
      for (int i = 0; i < row.values.length; i++) {
        writeFloat(9 + i, row.values[i]);
      }
    }
    out.endMessage();
  }

  private Binary video(String name) {
    if (!name.equals(video)) {
      video = name;
      videoBytes = Binary.fromString(name);
    }
    return videoBytes;
  }

  private void writeBinary(int column, Binary value) {
    String name = TidyRow.SCHEMA.getFieldName(column);
    out.startField(name, column);
    out.addBinary(value);
    out.endField(name, column);
  }

  private void writeLong(int column, long value) {
    String name = TidyRow.SCHEMA.getFieldName(column);
    out.startField(name, column);
    out.addLong(value);
    out.endField(name, column);
  }

  private void writeInt(int column, int value) {
    String name = TidyRow.SCHEMA.getFieldName(column);
    out.startField(name, column);
    out.addInteger(value);
    out.endField(name, column);
  }

  private void writeFloat(int column, float value) {
    String name = TidyRow.SCHEMA.getFieldName(column);
    out.startField(name, column);
    out.addFloat(value);
    out.endField(name, column);
  }

  private static Binary[] names() {
    LandmarkName[] landmarks = LandmarkName.values();
    Binary[] names = new Binary[landmarks.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = Binary.fromString(landmarks[i].id());
    }
    return names;
  }
}
