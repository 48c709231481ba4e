package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VideoTest {
  @Test
  void readsEveryFrameOnceInPresentationOrder() throws Exception {
    try (SeekableByteChannel channel = Files.newByteChannel(resource("/media/two_people.mp4"));
        Video video = Video.open(channel, VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(8)) {
      List<Long> times = new ArrayList<>();
      while (video.read(batch)) {
        for (Frame frame : batch.frames()) {
          assertEquals(times.size(), frame.index());
          times.add(frame.timeUs());
        }
      }
      assertEquals(video.info().announcedFrames(), times.size());
      assertEquals(times.stream().sorted().distinct().toList(), times);
      assertEquals(Optional.empty(), video.problem());
      assertFalse(video.read(batch));
      assertTrue(batch.frames().isEmpty());
    }
  }

  @Test
  void rowsConvertedAloneAreThoseOfTheWholePicture() throws Exception {
    try (SeekableByteChannel channel = Files.newByteChannel(resource("/media/two_people.mp4"));
        Video video = Video.open(channel, VideoLimits.defaults());
        FrameBatch some = FrameBatch.of(1);
        SeekableByteChannel again = Files.newByteChannel(resource("/media/two_people.mp4"));
        Video same = Video.open(again, VideoLimits.defaults());
        FrameBatch all = FrameBatch.of(1)) {
      assertTrue(video.read(some));
      assertTrue(same.read(all));
      int height = video.info().storedHeight();
      Frame whole = all.frames().get(0);
      RgbPixels expected = whole.rgb(0, height);
      Frame part = some.frames().get(0);
      for (int[] rows : new int[][] {{101, 102}, {37, 90}, {201, 333}, {0, 1}}) {
        RgbPixels pixels = part.rgb(rows[0], rows[1]);
        for (int y = rows[0]; y < rows[1]; y++) {
          assertEquals(row(expected, y), row(pixels, y), "row " + y);
        }
      }
    }
  }

  @Test
  void framesOfARefilledBatchAreRefused() throws Exception {
    try (SeekableByteChannel channel = Files.newByteChannel(resource("/media/two_people.mp4"));
        Video video = Video.open(channel, VideoLimits.defaults())) {
      FrameBatch batch = FrameBatch.of(2);
      assertTrue(video.read(batch));
      Frame frame = batch.frames().get(0);
      assertThrows(IllegalArgumentException.class, () -> frame.rgb(5, 4));
      batch.close();
      assertThrows(IllegalStateException.class, () -> frame.rgb(0, 1));
    }
  }

  private static java.nio.ByteBuffer row(RgbPixels pixels, int y) {
    byte[] bytes = new byte[3 * pixels.width()];
    pixels.data().getPointer((long) y * pixels.stride()).get(bytes);
    return java.nio.ByteBuffer.wrap(bytes);
  }

  private static Path resource(String name) throws IOException, URISyntaxException {
    return Path.of(VideoTest.class.getResource(name).toURI());
  }
}
