package org.postura.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the upright RGB pictures of files with those of the ffmpeg command on the path, which is
 * another build of another version; run by {@code scripts/check-odd}.
 */
public final class PictureComparison {
  private static final int FRAMES = 8;
  private static final int LEVELS = 2;

  /**
   * Share of the values of a file that may be further apart, for chroma is interpolated at edges.
   */
  private static final double MAX_SHARE = 0.02;

  private long values;
  private long apart;
  private int largest;
  private int frames;

  private PictureComparison() {}

  /**
   * Takes the files; prints a line for each that differs at all, and ends with 1 past the limit.
   */
  public static void main(String[] files) throws IOException {
    int same = 0;
    int failures = 0;
    for (String file : files) {
      PictureComparison comparison = new PictureComparison();
      comparison.compare(Path.of(file));
      double share = comparison.values == 0 ? 0 : (double) comparison.apart / comparison.values;
      boolean failed = share > MAX_SHARE || comparison.frames == 0;
      failures += failed ? 1 : 0;
      if (comparison.largest == 0 && !failed) {
        same++;
      } else {
        System.out.printf(
            "  %s: %d frames, at most %d levels apart, %.4f %% more than %d%s%n",
            file,
            comparison.frames,
            comparison.largest,
            100 * share,
            LEVELS,
            failed ? "  LIMIT" : "");
      }
    }
    System.out.printf(
        "pictures: %d of %d files byte for byte as ffmpeg's, %d past the limit%n",
        same, files.length, failures);
    System.exit(failures == 0 ? 0 : 1);
  }

  private void compare(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        Video video = Video.open(channel, VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(1)) {
      Process ffmpeg = new ProcessBuilder(command(file, video.info())).start();
      try (InputStream theirs = ffmpeg.getInputStream()) {
        while (frames < FRAMES && video.read(batch)) {
          byte[] ours = Decoded.upright(batch.frames().get(0));
          byte[] reference = theirs.readNBytes(ours.length);
          if (reference.length < ours.length) {
            return;
          }
          compare(ours, reference);
          frames++;
        }
      } finally {
        ffmpeg.destroyForcibly();
      }
    }
  }

  private static List<String> command(Path file, VideoInfo info) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "quiet", "-nostdin", "-i"));
    command.add(file.toString());
    command.addAll(List.of("-vsync", "passthrough", "-autoscale", "0"));
    boolean widened =
        (info.orientation().swapped() ? info.height() : info.width()) != info.storedWidth();
    if (widened) {
      command.addAll(List.of("-vf", "scale=" + info.width() + ":" + info.height()));
    }
    command.addAll(List.of("-pix_fmt", "rgb24", "-f", "rawvideo", "-"));
    return command;
  }

  private void compare(byte[] ours, byte[] theirs) {
    for (int i = 0; i < ours.length; i++) {
      int difference = Math.abs((ours[i] & 0xFF) - (theirs[i] & 0xFF));
      if (difference > 0) {
        largest = Math.max(largest, difference);
        apart += difference > LEVELS ? 1 : 0;
      }
    }
    values += ours.length;
  }
}
