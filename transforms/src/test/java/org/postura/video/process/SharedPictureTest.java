package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Pictures of 8 × 4 pixels in 4:2:0, as true and as lying children describe them. */
class SharedPictureTest {
  private static final int YUV420P = avutil.AV_PIX_FMT_YUV420P;
  private static final long BYTES = 3 * 64 + FrameFile.SLACK;

  @TempDir Path folder;

  private final AVFrame picture = avutil.av_frame_alloc();
  private MappedFile file;

  /** Format, width, height, then offset and stride of each plane. */
  record Told(int format, int width, int height, long... planes) {}

  static Stream<Told> lies() {
    return Stream.of(
        new Told(-1, 8, 4, 0, 8, 64, 4, 128, 4, -1, 0),
        new Told(9999, 8, 4, 0, 8, 64, 4, 128, 4, -1, 0),
        new Told(YUV420P, 0, 4, 0, 8, 64, 4, 128, 4, -1, 0),
        new Told(YUV420P, 8, -4, 0, 8, 64, 4, 128, 4, -1, 0),
        // More pixels than allowed.
        new Told(YUV420P, 8, 5, 0, 8, 64, 4, 128, 4, -1, 0),
        // Rows that overlap.
        new Told(YUV420P, 8, 4, 0, 7, 64, 4, 128, 4, -1, 0),
        new Told(YUV420P, 8, 4, 0, 0, 64, 4, 128, 4, -1, 0),
        // Before the file, behind it, beyond its end by the number of rows.
        new Told(YUV420P, 8, 4, 0, -8, 64, 4, 128, 4, -1, 0),
        new Told(YUV420P, 8, 4, 0, 8, 64, 4, Long.MAX_VALUE, 4, -1, 0),
        new Told(YUV420P, 8, 4, 0, 8, 64, 4, 128, 64, -1, 0),
        new Told(YUV420P, 8, 4, 0, Integer.MAX_VALUE, 64, 4, 128, 4, -1, 0),
        new Told(YUV420P, 8, 4, 0, Integer.MIN_VALUE, 64, 4, 128, 4, -1, 0),
        // A plane too few, a plane too many.
        new Told(YUV420P, 8, 4, 0, 8, 64, 4, -1, 4, -1, 0),
        new Told(YUV420P, 8, 4, 0, 8, 64, 4, 128, 4, 0, 8));
  }

  @BeforeEach
  void map() throws IOException {
    Path path = folder.resolve("pictures");
    Files.write(path, new byte[(int) BYTES]);
    file = MappedFile.forReading(path, BYTES);
  }

  @AfterEach
  void unmap() {
    file.close();
    avutil.av_frame_free(picture);
  }

  @Test
  void takesWhatLiesWithin() throws IOException {
    read(new Told(YUV420P, 8, 4, 0, 8, 64, 4, 128, 4, -1, 0));
    assertEquals(64, picture.data(1).address() - picture.data(0).address());
    assertEquals(128, picture.data(2).address() - picture.data(0).address());
  }

  @Test
  void takesRowsThatLieUpsideDown() throws IOException {
    read(new Told(YUV420P, 8, 4, 24, -8, 68, -4, 132, -4, -1, 0));
    assertEquals(-8, picture.linesize(0));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void believesNoLie(Told told) {
    assertThrows(IOException.class, () -> read(told));
  }

  private void read(Told told) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int value : new int[] {told.format(), told.width(), told.height(), 2, 1}) {
      out.writeInt(value);
    }
    for (int i = 0; i < told.planes().length; i += 2) {
      out.writeLong(told.planes()[i]);
      out.writeInt((int) told.planes()[i + 1]);
    }
    new SharedPicture(VideoLimits.defaults().withMaxPixels(8 * 4))
        .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), picture, file);
  }
}
