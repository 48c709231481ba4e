package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FrameBatchTest {
  @Test
  void holdsAsManyAsItWasMadeFor() throws IOException {
    try (Video video = open("/media/video/bframes.mp4");
        FrameBatch batch = FrameBatch.of(2)) {
      assertTrue(video.read(batch));
      assertEquals(2, batch.frames().size());
      assertTrue(video.read(batch));
      assertEquals(2, batch.frames().get(0).index());
      assertTrue(video.read(batch));
      assertEquals(1, batch.frames().size());
      assertFalse(video.read(batch));
      assertTrue(batch.frames().isEmpty());
      assertFalse(video.read(batch));
      assertEquals(5, video.framesRead());
    }
  }

  @Test
  void holdsFewerOfBigPictures() throws IOException {
    // 2 MiB each: 16 of them are 32 MiB.
    try (Video video = open("/media/two_people.mp4");
        FrameBatch batch = FrameBatch.of(1000)) {
      assertTrue(video.read(batch));
      VideoInfo info = video.info();
      int bytes = info.storedWidth() * info.storedHeight() * 3 / 2;
      assertEquals((32 << 20) / bytes, batch.frames().size());
    }
  }

  @Test
  void oneBatchServesSeveralVideos() throws IOException {
    try (FrameBatch batch = FrameBatch.of(2)) {
      for (String name : new String[] {"bframes.mp4", "yuv444.mkv", "size_change.h264"}) {
        try (Video video = open("/media/video/" + name)) {
          while (video.read(batch)) {
            for (Frame frame : batch.frames()) {
              assertEquals(frame.storedWidth(), frame.rgb(0, frame.storedHeight()).width());
            }
          }
        }
      }
    }
  }

  @Test
  void outlivesItsVideo() throws IOException {
    try (FrameBatch batch = FrameBatch.of(2)) {
      byte[] before;
      try (Video video = open("/media/video/bframes.mp4")) {
        assertTrue(video.read(batch));
        before = Decoded.upright(batch.frames().get(1));
      }
      assertArrayEquals(before, Decoded.upright(batch.frames().get(1)));
    }
  }

  @Test
  void theBufferStaysTheSameFromFrameToFrame() throws IOException {
    try (Video video = open("/media/video/bframes.mp4");
        FrameBatch batch = FrameBatch.of(1)) {
      assertTrue(video.read(batch));
      RgbPixels first = batch.frames().get(0).rgb(0, 64);
      assertTrue(video.read(batch));
      assertSame(first, batch.frames().get(0).rgb(0, 64));
    }
  }

  @Test
  void refusesWhatIsClosed() throws IOException {
    Video video = open("/media/video/bframes.mp4");
    FrameBatch batch = FrameBatch.of(1);
    assertTrue(video.read(batch));
    Frame frame = batch.frames().get(0);
    batch.close();
    batch.close();
    assertThrows(IllegalStateException.class, () -> frame.rgb(0, 1));
    assertThrows(IllegalStateException.class, () -> video.read(batch));
    video.close();
    video.close();
    try (FrameBatch other = FrameBatch.of(1)) {
      assertThrows(IllegalStateException.class, () -> video.read(other));
    }
  }

  @Test
  void holdsAtLeastOneFrame() {
    assertThrows(IllegalArgumentException.class, () -> FrameBatch.of(0));
  }

  private static Video open(String name) throws IOException {
    return Video.open(BytesChannel.of(Decoded.resource(name)), VideoLimits.defaults());
  }
}
