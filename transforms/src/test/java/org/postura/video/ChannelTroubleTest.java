package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failing channels and bytes that are cut or flipped anywhere: a verdict each time, no crash. */
class ChannelTroubleTest {
  private static final int STEP = 41;

  /** Where reads fail, in each file. */
  private static final int POSITIONS = 60;

  @ParameterizedTest
  @MethodSource("org.postura.video.SmallMediaTest#expected")
  void anErrorAnywhereIsTheChannels(SmallMediaTest.Expected file) throws IOException {
    byte[] bytes = media(file.file());
    int step = Math.max(1, bytes.length / POSITIONS);
    for (int position = 0; position < bytes.length; position += step) {
      BytesChannel channel = new BytesChannel(bytes, 64, position);
      try {
        // Bytes that nobody asks for, such as an index that is not needed, can't fail.
        assertEquals(file.sha256(), Decoded.of(channel).sha256(), "at " + position);
        assertFalse(channel.failed(), "at " + position);
      } catch (VideoException failure) {
        assertEquals(VerdictCode.IO_ERROR, failure.verdict().code(), "at " + position);
        assertInstanceOf(IOException.class, failure.getCause());
        assertTrue(failure.verdict().detail().contains("fire"), failure.verdict().detail());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bframes.mp4",
        "yuv422.mkv",
        "raw.h264",
        "rotate_90.jpg",
        "rgba.png",
        "photo.webp"
      })
  void aCutAnywhereGivesAVerdict(String file) throws IOException {
    byte[] bytes = media(file);
    int whole = Decoded.of(BytesChannel.of(bytes)).pts().size();
    for (int length = 0; length < bytes.length; length += STEP) {
      byte[] cut = Arrays.copyOf(bytes, length);
      try {
        Decoded decoded = Decoded.of(BytesChannel.of(cut));
        // Raw H.264 has no end that could be missed.
        assertTrue(
            decoded.pts().size() == whole
                || decoded.problem().isPresent()
                || file.equals("raw.h264"),
            "cut at " + length);
      } catch (VideoException e) {
        assertTrue(e.verdict().code() != VerdictCode.IO_ERROR, "cut at " + length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bframes.mp4",
        "yuv444.mkv",
        "hi10_bt709.mkv",
        "size_change.h264",
        "transverse.jpg",
        "palette.png",
        "photo.webp"
      })
  void flippedBytesNeverCrash(String file) throws IOException {
    byte[] bytes = media(file);
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      byte[] flipped = bytes.clone();
      for (int i = 0; i < 1 + round / 6; i++) {
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        Decoded.of(BytesChannel.of(flipped), VideoLimits.defaults().withMaxPixels(1 << 20), true);
      } catch (VideoException e) {
        assertTrue(e.verdict().code() != VerdictCode.INTERNAL, e.getMessage());
      }
    }
  }

  @Test
  void anErrorOfTheChannelItselfComesThrough() {
    StackOverflowError bug = new StackOverflowError("a bug in the channel");
    ReadableByteChannel channel =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer target) {
            throw bug;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    assertSame(bug, assertThrows(StackOverflowError.class, () -> Decoded.of(channel)));
  }

  private static byte[] media(String name) throws IOException {
    return Decoded.resource("/media/video/" + name);
  }
}
