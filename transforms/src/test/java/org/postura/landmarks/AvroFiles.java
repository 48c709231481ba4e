package org.postura.landmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Avro files by Avro's own reader. */
final class AvroFiles {
  private AvroFiles() {}

  static String codec(byte[] bytes) throws IOException {
    try (DataFileStream<GenericRecord> file = open(bytes)) {
      return file.getMetaString("avro.codec");
    }
  }

  static List<GenericRecord> records(byte[] bytes) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    try (DataFileStream<GenericRecord> file = open(bytes)) {
      file.forEach(records::add);
    }
    return records;
  }

  private static DataFileStream<GenericRecord> open(byte[] bytes) throws IOException {
    return new DataFileStream<>(new ByteArrayInputStream(bytes), new GenericDatumReader<>());
  }
}
