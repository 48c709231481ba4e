package org.postura.landmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  private static final Map<String, String> METADATA =
      Map.of(
          "postura.model.sha256", "361c",
          "postura.time_base", "1/15360",
          "postura.video", "clips/a.mp4");

  @ParameterizedTest
  @EnumSource(Format.class)
  void readsWhatItWrote(Format format) throws IOException {
    byte[] bytes = Frames.written(format, METADATA, Frames.some());

    try (FramePosesReader reader = format.reader(new ByteArrayInputStream(bytes))) {
      assertEquals(METADATA, reader.metadata());
      assertEquals(Frames.some(), Frames.read(reader));
      assertEquals(Optional.empty(), reader.read());
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void readsAFileByItsName(Format format, @TempDir Path directory) throws IOException {
    Path file = directory.resolve("a.mp4" + format.extension());
    Files.write(file, Frames.written(format, METADATA, Frames.some()));

    try (FramePosesReader reader = Format.ofName(file.toString()).orElseThrow().reader(file)) {
      assertEquals(Frames.some(), Frames.read(reader));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aFileMayHoldNothing(Format format) throws IOException {
    assertEquals(List.of(), Frames.read(format, Frames.written(format, METADATA, List.of())));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void sameFramesGiveSameBytes(Format format) throws IOException {
    assertArrayEquals(
        Frames.written(format, METADATA, Frames.some()),
        Frames.written(format, METADATA, Frames.some()));
  }

  /** A file that was cut off is never read as a shorter one. */
  @ParameterizedTest
  @EnumSource(names = {"AVRO", "PARQUET"})
  void aFileCutOffIsAnError(Format format, @TempDir Path directory) throws IOException {
    byte[] bytes = Frames.written(format, METADATA, Frames.some().subList(0, 1));
    Path file = directory.resolve("cut" + format.extension());

    for (int length = bytes.length - 1;
        length >= 0;
        length -= length > bytes.length - 100 ? 1 : 37) {
      byte[] cut = Arrays.copyOf(bytes, length);
      Files.write(file, cut);
      if (!isWhole(format, cut, bytes)) {
        assertThrows(IOException.class, () -> Frames.read(format, cut), "cut to " + length);
        assertThrows(IOException.class, () -> read(format, file), "file cut to " + length);
      }
    }
  }

  /** Avro's files may end after their head: it ends with the same marker as every block. */
  private static boolean isWhole(Format format, byte[] cut, byte[] whole) {
    int marker = 16;
    return format == Format.AVRO
        && cut.length > marker
        && Arrays.equals(
            cut, cut.length - marker, cut.length, whole, whole.length - marker, whole.length);
  }

  private static List<FramePoses> read(Format format, Path file) throws IOException {
    try (FramePosesReader reader = format.reader(file)) {
      return Frames.read(reader);
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void avroIsReadWhateverItsCodec(Codec codec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FramePosesWriter writer = Format.AVRO.writer(out, codec, METADATA)) {
      for (FramePoses frame : Frames.some()) {
        writer.write(frame);
      }
    }

    assertEquals(codec.id(), AvroFiles.codec(out.toByteArray()));
    assertEquals(Frames.some(), Frames.read(Format.AVRO, out.toByteArray()));
  }

  @Test
  void namesTellTheFormat() {
    assertEquals(Optional.of(Format.AVRO), Format.ofName("a.mp4.AVRO"));
    assertEquals(Optional.of(Format.JSON), Format.ofName("a.json"));
    assertEquals(Optional.of(Format.JSON), Format.ofName("a.mp4.jsonl"));
    assertEquals(Optional.of(Format.PARQUET), Format.ofName("a.parquet"));
    assertEquals(Optional.empty(), Format.ofName("a.mp4"));
  }
}
