package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows converted on demand are the rows of the whole picture. */
class RowsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media/two_people.mp4",
        "/media/video/bframes.mp4",
        "/media/video/odd_height.mkv",
        "/media/video/full_range.mkv",
        "/media/video/sar_4_3.mp4",
        "/media/video/yuv444.mkv",
        "/media/video/hi10_bt709.mkv"
      })
  void rowsAloneAreThoseOfTheWholePicture(String file) throws IOException {
    byte[] bytes = Decoded.resource(file);
    Random random = new Random(11);
    try (Video wholes = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        Video parts = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        FrameBatch wholeBatch = FrameBatch.of(2);
        FrameBatch partBatch = FrameBatch.of(2)) {
      assertTrue(wholes.read(wholeBatch));
      assertTrue(parts.read(partBatch));
      for (int i = 0; i < wholeBatch.frames().size(); i++) {
        Frame whole = wholeBatch.frames().get(i);
        RgbPixels expected = whole.rgb(0, whole.storedHeight());
        for (int round = 0; round < 6; round++) {
          int top = random.nextInt(whole.storedHeight() + 1);
          int bottom = top + random.nextInt(whole.storedHeight() - top + 1);
          assertRows(expected, partBatch.frames().get(i).rgb(top, bottom), top, bottom);
        }
      }
    }
  }

  @Test
  void framesOfABatchConvertInAnyOrder() throws IOException {
    byte[] bytes = Decoded.resource("/media/video/bframes.mp4");
    List<byte[]> inOrder = new ArrayList<>();
    try (Video video = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(5)) {
      assertTrue(video.read(batch));
      assertEquals(5, batch.frames().size());
      for (Frame frame : batch.frames()) {
        inOrder.add(Decoded.upright(frame));
      }
      for (int i : new int[] {4, 0, 3, 3, 1, 4}) {
        assertArrayEquals(inOrder.get(i), Decoded.upright(batch.frames().get(i)), "frame " + i);
      }
    }
  }

  @Test
  void rowsOutsideThePictureAreRefused() throws IOException {
    byte[] bytes = Decoded.resource("/media/video/bframes.mp4");
    try (Video video = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(1)) {
      assertTrue(video.read(batch));
      Frame frame = batch.frames().get(0);
      assertThrows(IllegalArgumentException.class, () -> frame.rgb(-1, 3));
      assertThrows(IllegalArgumentException.class, () -> frame.rgb(5, 4));
      assertThrows(IllegalArgumentException.class, () -> frame.rgb(0, 65));
    }
  }

  @Test
  void rowsAreAligned() throws IOException {
    byte[] bytes = Decoded.resource("/media/video/bframes.mp4");
    try (Video video = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(1)) {
      assertTrue(video.read(batch));
      RgbPixels pixels = batch.frames().get(0).rgb(0, 64);
      assertEquals(0, pixels.data().address() % 16);
      assertEquals(0, pixels.stride() % 64);
    }
  }

  private static void assertRows(RgbPixels expected, RgbPixels actual, int top, int bottom) {
    for (int y = top; y < bottom; y++) {
      assertTrue(Arrays.equals(row(expected, y), row(actual, y)), "row " + y + " of " + top);
    }
  }

  private static byte[] row(RgbPixels pixels, int y) {
    byte[] bytes = new byte[3 * pixels.width()];
    pixels.data().getPointer((long) y * pixels.stride()).get(bytes);
    return bytes;
  }
}
