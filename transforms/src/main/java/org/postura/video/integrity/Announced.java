package org.postura.video.integrity;

import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;

/**
 * What a container announces of its video stream.
 *
 * @param frames samples to be shown, without those that an edit list leaves out; −1 if it doesn't
 *     say
 * @param emptyCounted whether AVI's chunks without bytes, which repeat the frame before, are among
 *     them
 * @param lastByte position behind the last byte of the last frame, or of the file, by the
 *     container's own word; 0 if it doesn't say
 */
public record Announced(long frames, boolean emptyCounted, long lastByte) {
  /**
   * Reads the announcement right after the container has been opened.
   *
   * @param format FFmpeg's name of the container
   * @param declaredBytes as {@link DeclaredSize} found it
   */
  public static Announced of(AVStream stream, String format, long fileBytes, long declaredBytes) {
    if (format.startsWith("mov,")) {
      return ofIndex(stream);
    }
    return switch (format) {
      case "avi" -> ofAvi(stream, fileBytes, declaredBytes);
      case "mxf" -> new Announced(editUnits(stream), false, declaredBytes);
      default -> ofHeader(stream, declaredBytes);
    };
  }

  /**
   * What is announced once all has been read.
   *
   * @param packets pictures that were read; an index of fewer is damaged
   */
  public Announced atEnd(AVStream stream, String format, long packets) {
    if (format.startsWith("mov,")) {
      return ofIndex(stream);
    }
    return format.equals("avi") && packets > frames && !emptyCounted
        ? new Announced(framesInHeader(stream), true, lastByte)
        : this;
  }

  /** What an MP4 announces; again once all has been read: each fragment adds its frames. */
  public static Announced ofIndex(AVStream stream) {
    int entries = avformat.avformat_index_get_entries_count(stream);
    long frames = 0;
    long lastByte = 0;
    for (int i = 0; i < entries; i++) {
      AVIndexEntry entry = avformat.avformat_index_get_entry(stream, i);
      if (entry.size() > 0 && (entry.flags() & AVIndexEntry.AVINDEX_DISCARD_FRAME) == 0) {
        frames++;
      }
      lastByte = Math.max(lastByte, entry.pos() + entry.size());
    }
    return new Announced(entries > 0 ? frames : -1, false, lastByte);
  }

  /**
   * The index at the end of the file leaves out the empty chunks, which tell a player to show the
   * frame before once more; the header counts them. A file that was cut has the header alone.
   */
  private static Announced ofAvi(AVStream stream, long fileBytes, long declaredBytes) {
    int entries = avformat.avformat_index_get_entries_count(stream);
    boolean whole = declaredBytes != DeclaredSize.UNKNOWN && declaredBytes <= fileBytes;
    return whole && entries > 0
        ? new Announced(entries, false, declaredBytes)
        : new Announced(framesInHeader(stream), true, declaredBytes);
  }

  private static Announced ofHeader(AVStream stream, long declaredBytes) {
    return new Announced(framesInHeader(stream), false, declaredBytes);
  }

  /** MXF counts by edit units, of which each has one picture where their rate is the pictures'. */
  private static long editUnits(AVStream stream) {
    AVRational unit = stream.time_base();
    AVRational rate = stream.r_frame_rate();
    boolean pictures = (long) unit.num() * rate.num() == (long) unit.den() * rate.den();
    return pictures && stream.duration() > 0 ? stream.duration() : -1;
  }

  private static long framesInHeader(AVStream stream) {
    return stream.nb_frames() > 0 ? stream.nb_frames() : -1;
  }
}
