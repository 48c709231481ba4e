package org.postura.blazepose;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.postura.video.Frame;
import org.postura.video.FrameBatch;
import org.postura.video.RgbPixels;
import org.postura.video.Video;
import org.postura.video.VideoLimits;

/** The clips of the repository, frame by frame. */
public final class Clips {
  static final String DEMO = "/org/postura/demo/demo.mp4";
  static final String TWO_PEOPLE = "/media/two_people.mp4";

  private Clips() {}

  /** What to do with a frame while its pixels are valid. */
  @FunctionalInterface
  interface Reader {
    void accept(Frame frame) throws IOException;
  }

  public static void read(String resource, int frames, Reader reader) throws IOException {
    try {
      read(Path.of(Clips.class.getResource(resource).toURI()), frames, reader);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Reads at most {@code frames} frames. */
  public static void read(Path file, int frames, Reader reader) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        Video video = Video.open(channel, VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(FrameBatch.DEFAULT_CAPACITY)) {
      while (video.read(batch)) {
        for (Frame frame : batch.frames()) {
          if (frame.index() >= frames) {
            return;
          }
          reader.accept(frame);
        }
      }
    }
  }

  /** The first frames of a clip, every {@code factor}-th pixel of every {@code factor}-th row. */
  public static List<NativeFrame> shrunk(String resource, int frames, int factor)
      throws IOException {
    List<NativeFrame> small = new ArrayList<>();
    read(
        resource,
        frames,
        frame -> {
          int width = frame.width() / factor;
          int height = frame.height() / factor;
          byte[] rgb = new byte[3 * width * height];
          RgbPixels pixels = frame.rgb(0, frame.height());
          for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
              pixels
                  .data()
                  .position((long) y * factor * pixels.stride() + 3L * x * factor)
                  .get(rgb, 3 * (y * width + x), 3);
            }
          }
          pixels.data().position(0);
          small.add(NativeFrame.of(width, height, rgb).at(frame.index(), frame.timeUs()));
        });
    return small;
  }
}
