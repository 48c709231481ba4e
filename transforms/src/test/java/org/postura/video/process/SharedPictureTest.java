package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postura.video.VideoLimits;

/** What a child may say of a picture, and what of it is believed. */
class SharedPictureTest {
  private static final int YUV420P = avutil.AV_PIX_FMT_YUV420P;

  @TempDir Path folder;
  private final AVFrame picture = avutil.av_frame_alloc();
  private SharedPictures pictures;

  /** What a child tells. */
  private record Told(int format, int width, int height, int file, long position) {}

  static Stream<Told> lies() {
    return Stream.of(
        new Told(-1, 8, 4, 0, 0),
        new Told(100_000, 8, 4, 0, 0),
        // A picture in the memory of a graphics card.
        new Told(avutil.AV_PIX_FMT_VAAPI, 8, 4, 0, 0),
        new Told(YUV420P, 0, 4, 0, 0),
        new Told(YUV420P, 8, -4, 0, 0),
        // More pixels than allowed.
        new Told(YUV420P, 8, 5, 0, 0),
        new Told(YUV420P, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0),
        new Told(YUV420P, 8, 4, 1, 0),
        new Told(YUV420P, 8, 4, 0, -1),
        new Told(YUV420P, 8, 4, 0, Long.MAX_VALUE));
  }

  @BeforeEach
  void make() throws IOException {
    pictures = new SharedPictures(List.of(folder));
    byte[] bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Files.write(pictures.paths().get(0), bytes);
  }

  @AfterEach
  void free() {
    pictures.close();
    avutil.av_frame_free(picture);
  }

  /** 8×4 pixels: rows of 64 bytes each, four of luma, two and two of chroma. */
  @Test
  void readsTheRowsThatAreAskedFor() throws IOException {
    SharedPicture shared = read(new Told(YUV420P, 8, 4, 0, 100));
    shared.load(picture, 2, 4);
    assertEquals(64, picture.linesize(0));
    assertEquals(256, picture.data(1).address() - picture.data(0).address());
    assertEquals(0, picture.data(0).get(0));
    assertEquals((byte) (100 + 2 * 64 + 7), picture.data(0).get(2 * 64 + 7));
    assertEquals(0, picture.data(1).get(0));
    assertEquals((byte) (100 + 256 + 64), picture.data(1).get(64));
    assertEquals((byte) (100 + 384 + 64), picture.data(2).get(64));
    shared.load(picture, 0, 4);
    assertEquals((byte) 100, picture.data(0).get(0));
    assertEquals((byte) (100 + 256), picture.data(1).get(0));
    assertNull(pictures.failure());
  }

  @Test
  void remembersThatAFileWasTooShort() throws IOException {
    SharedPicture shared = read(new Told(YUV420P, 8, 4, 0, 600));
    shared.load(picture, 0, 4);
    assertNotNull(pictures.failure());
  }

  @ParameterizedTest
  @MethodSource("lies")
  void believesNoLie(Told told) {
    assertThrows(Lie.class, () -> read(told));
  }

  private SharedPicture read(Told told) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int value : new int[] {told.format(), told.width(), told.height(), 2, 1}) {
      out.writeInt(value);
    }
    out.writeByte(told.file());
    out.writeLong(told.position());
    SharedPicture shared = new SharedPicture(pictures, VideoLimits.defaults().withMaxPixels(8 * 4));
    shared.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), picture);
    return shared;
  }
}
