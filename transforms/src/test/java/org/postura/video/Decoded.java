package org.postura.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * All that comes out of a video.
 *
 * @param sha256 of the upright RGB pictures, one after the other; empty if they were not asked for
 */
public record Decoded(
    VideoInfo info,
    List<Long> pts,
    List<Long> timesUs,
    List<String> sizes,
    String sha256,
    Optional<Verdict> problem,
    long lost) {

  public static Decoded of(ReadableByteChannel channel) throws IOException {
    return of(channel, VideoLimits.defaults(), true);
  }

  public static Decoded of(ReadableByteChannel channel, VideoLimits limits, boolean pictures)
      throws IOException {
    try (Video video = Video.open(channel, limits)) {
      return of(video, pictures);
    }
  }

  /** What is left of an open video. */
  public static Decoded of(Video video, boolean pictures) throws IOException {
    MessageDigest digest = newDigest();
    try (FrameBatch batch = FrameBatch.of(3)) {
      List<Long> pts = new ArrayList<>();
      List<Long> timesUs = new ArrayList<>();
      List<String> sizes = new ArrayList<>();
      while (video.read(batch)) {
        for (Frame frame : batch.frames()) {
          if (frame.index() != pts.size()) {
            throw new AssertionError("index " + frame.index() + " at place " + pts.size());
          }
          pts.add(frame.pts());
          timesUs.add(frame.timeUs());
          sizes.add(frame.width() + "x" + frame.height());
          if (pictures) {
            digest.update(upright(frame));
          }
        }
      }
      String sha256 = pictures ? HexFormat.of().formatHex(digest.digest()) : "";
      return new Decoded(
          video.info(), pts, timesUs, sizes, sha256, video.problem(), video.framesLost());
    }
  }

  /** The picture as it should be seen, as tightly packed RGB. */
  public static byte[] upright(Frame frame) {
    RgbPixels pixels = frame.rgb(0, frame.storedHeight());
    byte[] stored = new byte[pixels.stride() * pixels.height()];
    pixels.data().get(stored);
    byte[] upright = new byte[3 * frame.width() * frame.height()];
    Orientation orientation = frame.orientation();
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        int from =
            orientation.storedY(x, y, pixels.height()) * pixels.stride()
                + 3 * orientation.storedX(x, y, pixels.width());
        System.arraycopy(stored, from, upright, 3 * (y * frame.width() + x), 3);
      }
    }
    return upright;
  }

  /** A file of the tests' media, whole. */
  public static byte[] resource(String name) throws IOException {
    try (InputStream stream = Decoded.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("no resource " + name);
      }
      return stream.readAllBytes();
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
