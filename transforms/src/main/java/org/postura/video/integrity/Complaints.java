package org.postura.video.integrity;

import java.util.List;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Which lines of FFmpeg's log tell of damage to the video. Many of its demuxers and decoders go on
 * past damage and pass nothing on but a line: Matroska's looks for the next cluster, Ogg's for the
 * next page, GIF's decoder drops the picture.
 *
 * <p>Only the demuxer of the file and the decoder of the video count; sound and subtitles are not
 * looked at, and their streams often begin in the middle of something.
 */
public final class Complaints {
  /** Errors to FFmpeg that whole files give too. */
  private static final List<String> HARMLESS =
      List.of(
          "not on whitelist",
          // What is asked for is gone already: broadcast and joined streams (h264_refs.c).
          "mmco: unref short failure",
          // More references than the header allows, which are kept (h264_refs.c).
          "number of reference frames",
          // Notes beside the picture (h2645_sei.c, h264_sei.c).
          "SEI type",
          // One frame of latency less or more (h264_slice.c).
          "Increasing reorder buffer");

  /** Warnings to FFmpeg with which something is missing. */
  private static final List<String> LOSSES =
      List.of(
          // A picture was passed over as its key is not where the index has it (mxfdec.c).
          "edit unit sync lost",
          // The length of an unknown chunk is no length where the file is damaged (wtvdec.c).
          "unsupported chunk",
          "encountered broken chunk");

  /**
   * The notes, for those who debug, of NUT's demuxer that it looks for the next picture (nutdec.c).
   */
  private static final String NUT_LOOKS = "syncing from";

  /** What avformat itself says, for whatever demuxer, where a packet is longer than the file. */
  private static final String TRUNCATING = "Truncating packet of size";

  private String format;
  private List<String> decoders = List.of();
  private long count;

  /** From now on lines of this demuxer count. */
  public void ofDemuxer(String name) {
    format = name;
  }

  /** From now on lines of the video's decoder count too, and of what prepares packets for it. */
  public void ofDecoder(String codec, String decoder) {
    decoders = List.of(codec, decoder);
  }

  /**
   * A line of the log.
   *
   * @param level FFmpeg's: smaller is graver
   * @param line with the name of who says it in front: {@code [h264 @ 0x7f…] text}
   */
  public void line(int level, String line) {
    if (level <= avutil.AV_LOG_ERROR && line.startsWith(TRUNCATING)) {
      count++;
    }
    if (!line.startsWith("[") || !counts(line)) {
      return;
    }
    if (level > avutil.AV_LOG_WARNING) {
      count += line.contains(NUT_LOOKS) ? 1 : 0;
      return;
    }
    List<String> wanted = level > avutil.AV_LOG_ERROR ? LOSSES : HARMLESS;
    boolean listed = wanted.stream().anyMatch(line::contains);
    if (listed == (level > avutil.AV_LOG_ERROR)) {
      count++;
    }
  }

  /** How often something was said that tells of damage. */
  public long count() {
    return count;
  }

  private boolean counts(String line) {
    int end = line.indexOf(" @ ");
    String who = end < 0 ? "" : line.substring(1, end);
    // A codec's parser bears its name, and its bitstream filters begin with it: vp9_superframe.
    return who.equals(format)
        || decoders.stream().anyMatch(name -> who.equals(name) || who.startsWith(name + "_"));
  }
}
