package org.postura.landmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/** Fills one {@link TidyRow} with what Parquet reads, row after row. */
final class TidyRowMaterializer extends RecordMaterializer<TidyRow> {
  private static final Map<String, Integer> LANDMARKS = landmarks();

  private final TidyRow row = new TidyRow();
  private final Converter[] columns = new Converter[TidyRow.SCHEMA.getFieldCount()];

  TidyRowMaterializer() {
    columns[0] = texts(value -> row.video = value);
    columns[1] = longs(value -> row.frame = value);
    columns[2] = longs(value -> row.pts = value);
    columns[3] = longs(value -> row.timeUs = value);
    columns[4] = ints(value -> row.width = value);
    columns[5] = ints(value -> row.height = value);
    columns[6] =
        ints(
            value -> {
              row.person = value;
              row.somebody = true;
            });
    columns[7] = floats(value -> row.score = value);
    columns[8] = texts(value -> row.landmark = LANDMARKS.getOrDefault(value, -1));
    for (int i = 0; i < row.values.length; i++) {
      int index = i;
      columns[9 + i] = floats(value -> row.values[index] = value);
    }
  }

  @Override
  public TidyRow getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int column) {
        return columns[column];
      }

      @Override
      public void start() {
        row.somebody = false;
      }

      @Override
      public void end() {}
    };
  }

  private interface FloatConsumer {
    void accept(float value);
  }

  private static Converter texts(Consumer<String> set) {
    return new PrimitiveConverter() {
      private Binary last;
      private String text;

      @Override
      public void addBinary(Binary value) {
        if (!value.equals(last)) {
          text = value.toStringUsingUTF8();
          last = value.copy();
        }
        set.accept(text);
      }
    };
  }

  private static Converter longs(LongConsumer set) {
    return new PrimitiveConverter() {
      @Override
      public void addLong(long value) {
        set.accept(value);
      }
    };
  }

  private static Converter ints(IntConsumer set) {
    return new PrimitiveConverter() {
      @Override
      public void addInt(int value) {
        set.accept(value);
      }
    };
  }

  private static Converter floats(FloatConsumer set) {
    return new PrimitiveConverter() {
      @Override
      public void addFloat(float value) {
        set.accept(value);
      }
    };
  }

  private static Map<String, Integer> landmarks() {
    Map<String, Integer> landmarks = new HashMap<>();
    for (LandmarkName name : LandmarkName.values()) {
      landmarks.put(name.id(), name.ordinal());
    }
    return landmarks;
  }
}
