package org.postura.landmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class AvroFormatTest {
  @Test
  void avrosOwnReaderSeesTheValues() throws IOException {
    byte[] bytes = Frames.written(Format.AVRO, Map.of(), Frames.some());

    assertEquals("deflate", AvroFiles.codec(bytes));
    List<GenericRecord> records = AvroFiles.records(bytes);
    assertEquals("clips/a.mp4", records.get(0).get("video").toString());
    assertEquals(List.of(), records.get(0).get("poses"));
    assertEquals(566_667L, records.get(1).get("time_us"));
    GenericRecord last = point(records.get(1), "world_landmarks", 32);
    assertEquals(Frames.some().get(1).poses().get(0).worldLandmarks().get(32).z(), last.get("z"));
  }

  /** Polars and DuckDB don't open a file whose schema refers to a record by its name. */
  @Test
  void noRecordIsReferredToByName() throws IOException {
    GenericRecord record =
        AvroFiles.records(Frames.written(Format.AVRO, Map.of(), Frames.some())).get(1);

    assertNotEquals(
        point(record, "landmarks", 0).getSchema().getFullName(),
        point(record, "world_landmarks", 0).getSchema().getFullName());
  }

  /** What postura wrote at first: zstd, and the world landmarks as a reference. */
  @Test
  void filesOfTheFirstSchemaAreRead() throws IOException {
    Schema first;
    try (InputStream in = getClass().getResourceAsStream("frame_poses.1.avsc")) {
      first = new Schema.Parser().parse(in);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> file =
        new DataFileWriter<>(new GenericDatumWriter<>(first))) {
      file.setCodec(CodecFactory.zstandardCodec(3, true));
      file.create(first, out);
      for (GenericRecord record :
          AvroFiles.records(Frames.written(Format.AVRO, Map.of(), Frames.some()))) {
        file.append(as(first, record));
      }
    }

    assertEquals(Frames.some(), Frames.read(Format.AVRO, out.toByteArray()));
  }

  /** The same fields under another schema. */
  private static GenericRecord as(Schema schema, GenericRecord record) {
    GenericRecordBuilder copy = new GenericRecordBuilder(schema);
    for (Schema.Field field : schema.getFields()) {
      Object value = record.get(field.name());
      if (value instanceof List<?> list) {
        Schema element = field.schema().getElementType();
        value = list.stream().map(item -> as(element, (GenericRecord) item)).toList();
      }
      copy.set(field, value);
    }
    return copy.build();
  }

  private static GenericRecord point(GenericRecord frame, String field, int index) {
    GenericRecord pose = (GenericRecord) ((List<?>) frame.get("poses")).get(0);
    return (GenericRecord) ((List<?>) pose.get(field)).get(index);
  }
}
