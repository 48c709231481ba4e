package org.postura.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts videos together into packets as they come, by estimated cost. A packet is worth seconds, so
 * that what a runner and a commit cost is paid rarely; but few videos still make packets enough for
 * all workers: the first are small, and grow with what has been found.
 */
final class PacketCutter {
  private static final double MIN_SECONDS = 0.5;
  private static final double MAX_SECONDS = 8;

  /** No packet is worth more than this part of what was found before it. */
  private static final double SHARE = 1.0 / 64;

  /** So many photos, or so much estimated time that was estimated wrong, go with one failure. */
  private static final int MAX_VIDEOS = 200;

  /** A photo: opening, decoding, two networks and its file take some 30 ms of a core. */
  private static final double PHOTO_SECONDS = 0.03;

  /** Short clips have some tens of frames, and few of them are a packet each. */
  private static final double CLIP_SECONDS = 0.5;

  /** What is of an unknown kind is mostly no video, which is soon seen. */
  private static final double UNKNOWN_SECONDS = 0.01;

  /** H.264 of phones and cameras: a MB is a second, or some 40 frames with the full network. */
  private static final double SECONDS_PER_BYTE = 0.5e-6;

  private static final Set<String> PHOTOS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "bmp", "tif", "tiff", "webp", "heic", "avif");

  /** Takes packets. */
  interface Sink {
    void packet(Packet packet) throws IOException;
  }

  private final Sink sink;
  private final double secondsPerByte;
  private List<PlannedVideo> open = new ArrayList<>();
  private double openSeconds;
  private double seconds;
  private long packets;

  /**
   * @param secondsPerByte what videos took in earlier runs, 0 if there was none
   */
  PacketCutter(double secondsPerByte, Sink sink) {
    this.secondsPerByte = secondsPerByte > 0 ? secondsPerByte : SECONDS_PER_BYTE;
    this.sink = sink;
  }

  void add(PlannedVideo video) throws IOException {
    double cost = cost(video);
    double limit = Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, seconds * SHARE));
    if (!open.isEmpty() && (openSeconds + cost > limit || open.size() == MAX_VIDEOS)) {
      cut();
    }
    open.add(video);
    openSeconds += cost;
    seconds += cost;
  }

  private double cost(PlannedVideo video) {
    if (video.searched()) {
      return UNKNOWN_SECONDS;
    }
    String name = video.uri();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return PHOTOS.contains(extension)
        ? PHOTO_SECONDS + video.sizeBytes() * 1e-8
        : Math.max(CLIP_SECONDS, video.sizeBytes() * secondsPerByte);
  }

  private void cut() throws IOException {
    sink.packet(new Packet(String.format(Locale.ROOT, "p%07d", packets), open));
    packets++;
    open = new ArrayList<>();
    openSeconds = 0;
  }

  /** Cuts the last packet. */
  void end() throws IOException {
    if (!open.isEmpty()) {
      cut();
    }
  }

  long packets() {
    return packets;
  }

  /** Estimated time of all on one core. */
  double seconds() {
    return seconds;
  }
}
