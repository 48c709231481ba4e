package org.postura.landmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

class ParquetFormatTest {
  @Test
  void aRowForEachLandmarkAndOneWhereNobodyIs() throws IOException {
    FileMetaData footer = footer(Frames.written(Format.PARQUET, Map.of(), Frames.some()));

    assertEquals(1 + 33 + 2 * 33, footer.getNum_rows());
    assertEquals(
        List.of(
            "video",
            "frame",
            "pts",
            "time_us",
            "width",
            "height",
            "person",
            "score",
            "landmark",
            "x",
            "y",
            "z",
            "visibility",
            "presence",
            "world_x",
            "world_y",
            "world_z"),
        footer.getSchema().stream().skip(1).map(element -> element.getName()).toList());
  }

  @Test
  void floatsAreSplitAndPagesAreZstandard() throws IOException {
    FileMetaData footer = footer(Frames.written(Format.PARQUET, Map.of(), Frames.some()));

    for (ColumnChunk column : footer.getRow_groups().get(0).getColumns()) {
      String name = column.getMeta_data().getPath_in_schema().get(0);
      assertEquals(CompressionCodec.ZSTD, column.getMeta_data().getCodec(), name);
      assertEquals(
          TidyRow.SPLIT_COLUMNS.contains(name),
          column.getMeta_data().getEncodings().contains(Encoding.BYTE_STREAM_SPLIT),
          name);
    }
  }

  /** Memory is bounded by the row group: a long file has many, and is read across them. */
  @Test
  void longFilesAreCutIntoRowGroups() throws IOException {
    Random random = new Random(3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int frames = 25_000;
    try (FramePosesWriter writer = Format.PARQUET.writer(out, Map.of())) {
      for (int i = 0; i < frames; i++) {
        writer.write(
            new FramePoses(
                "a.mp4", i, 512L * i, 33_333L * i, 640, 480, List.of(Frames.pose(0, random))));
      }
    }

    assertTrue(footer(out.toByteArray()).getRow_groups().size() > 1);
    try (FramePosesReader reader =
        Format.PARQUET.reader(new ByteArrayInputStream(out.toByteArray()))) {
      for (int i = 0; i < frames; i++) {
        assertEquals(i, reader.read().orElseThrow().frame());
      }
      assertTrue(reader.read().isEmpty());
    }
  }

  @Test
  void flushingChangesNoByte() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FramePosesWriter writer = Format.PARQUET.writer(out, Map.of())) {
      for (FramePoses frame : Frames.some()) {
        writer.write(frame);
        writer.flush();
      }
    }

    assertEquals(
        ByteBuffer.wrap(Frames.written(Format.PARQUET, Map.of(), Frames.some())),
        ByteBuffer.wrap(out.toByteArray()));
  }

  @Test
  void aDamagedPageIsAnError() throws IOException {
    byte[] bytes = Frames.written(Format.PARQUET, Map.of(), Frames.some());
    long page =
        footer(bytes)
            .getRow_groups()
            .get(0)
            .getColumns()
            .get(9)
            .getMeta_data()
            .getData_page_offset();
    bytes[(int) page + 200] ^= 1;

    assertThrows(IOException.class, () -> Frames.read(Format.PARQUET, bytes));
  }

  /** The tests' class path has no Hadoop, as postura's has none. */
  @Test
  void hadoopIsNotThere() {
    assertFalse(
        List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .stream()
            .anyMatch(jar -> jar.contains("hadoop-client")));
    assertThrows(
        ClassNotFoundException.class, () -> Class.forName("org.apache.hadoop.conf.Configuration"));
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    int length =
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - Long.BYTES);
    return Util.readFileMetaData(
        ByteBufferInputStream.wrap(
            ByteBuffer.wrap(file, file.length - Long.BYTES - length, length)));
  }
}
