package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postura.video.BytesChannel;
import org.postura.video.Decoded;
import org.postura.video.Video;
import org.postura.video.VideoLimits;
import org.postura.video.ffmpeg.DecodedFrame;
import org.postura.video.ffmpeg.FramePictures;

/**
 * The way of pictures, both ends of it in one process: through sealed memory, and through files.
 */
class PictureFileTest {
  private static final long PID = ProcessHandle.current().pid();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"bframes.mp4", "yuv444.mkv", "palette.png", "hi10_bt709.mkv", "size_change.h264"})
  void picturesArriveThroughFiles(String file) throws IOException {
    try (SharedPictures pictures = new SharedPictures(List.of(folder, folder))) {
      check(file, new PictureFile(-1, pictures.paths()), pictures);
      assertEquals(List.of(), pictures.paths().stream().filter(Files::exists).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bframes.mp4", "rgba.png", "gray.mkv", "size_change.h264"})
  void picturesArriveThroughSealedMemory(String file) throws IOException {
    assumeTrue(Platform.isLinux(), "memory that can be sealed is Linux's");
    int number = SealedMemory.make();
    try (SharedPictures pictures = new SharedPictures(List.of(folder))) {
      PictureFile sender = new PictureFile(number, pictures.paths());
      pictures.add(SealedMemory.path(PID, number));
      check(file, sender, pictures);
      assertNotNull(pictures.mapped(0, 0, 1));
    }
  }

  /** What a parent has mapped stays: the touch of a page that is gone would end it. */
  @Test
  void sealedMemoryCantShrink() throws IOException {
    assumeTrue(Platform.isLinux(), "memory that can be sealed is Linux's");
    Path path = SealedMemory.path(PID, SealedMemory.make());
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(8192), 0);
      assertThrows(IOException.class, () -> channel.truncate(4096));
      assertEquals(8192, channel.size());
    }
  }

  private static void check(String file, PictureFile sender, SharedPictures pictures)
      throws IOException {
    byte[] bytes = Decoded.resource("/media/video/" + file);
    AVFrame arrived = avutil.av_frame_alloc();
    try (Video video = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        FramePictures batch = new FramePictures(1)) {
      for (int i = 0; video.read(batch); i++) {
        DecodedFrame frame = (DecodedFrame) batch.frames().get(0);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        sender.write(new DataOutputStream(told), frame, i % sender.slots(2), 2);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(told.toByteArray()));
        assertEquals(Wire.FRAME, in.readUnsignedByte());
        SharedPicture shared = new SharedPicture(pictures, VideoLimits.defaults());
        shared.read(in, arrived);
        shared.load(arrived, 0, arrived.height());
        assertNull(pictures.failure());
        assertSame(frame.picture(), arrived);
      }
    } finally {
      avutil.av_frame_free(arrived);
    }
  }

  private static void assertSame(AVFrame sent, AVFrame arrived) {
    for (int plane = 0; plane < 4 && sent.data(plane) != null; plane++) {
      int line = avutil.av_image_get_linesize(sent.format(), sent.width(), plane);
      boolean chroma = plane == 1 || plane == 2;
      int shift = chroma ? avutil.av_pix_fmt_desc_get(sent.format()).log2_chroma_h() : 0;
      int rows = line == 0 ? 0 : -(-sent.height() >> shift);
      byte[] ours = new byte[line];
      byte[] theirs = new byte[line];
      for (int row = 0; row < rows; row++) {
        sent.data(plane).position((long) row * sent.linesize(plane)).get(ours);
        arrived.data(plane).position((long) row * arrived.linesize(plane)).get(theirs);
        assertEquals(Arrays.hashCode(ours), Arrays.hashCode(theirs));
      }
    }
  }
}
