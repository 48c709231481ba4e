package org.postura.video.ffmpeg;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.VideoException;

/** Picks the stream to decode. */
final class VideoStreams {
  /** What is no picture of its own: a cover, previews, a tile of a photo. */
  private static final int COVER =
      avformat.AV_DISPOSITION_ATTACHED_PIC
          | avformat.AV_DISPOSITION_TIMED_THUMBNAILS
          | avformat.AV_DISPOSITION_DEPENDENT;

  /** Sample entries of encrypted video in MP4 ("encv") and of Apple's DRM ("drmi"). */
  private static final int TAG_ENCV = tag("encv");

  private static final int TAG_DRMI = tag("drmi");

  /** So many frames make no film. */
  private static final int STILLS = 2;

  /** One that is so many times as long is the film. */
  private static final int STUB = 10;

  private static final int MAX_DESCRIBED = 8;
  private static final double RATE = 25;
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,5}):(\\d{1,2}):(\\d{1,2}(\\.\\d{1,9})?)");

  private VideoStreams() {}

  /**
   * The video stream that players show: the one flagged as default, of several the largest, of
   * equally large ones the first; never a cover picture, and no still or stub beside a film,
   * however it is flagged. Others that can't be its continuation are discarded from here on.
   *
   * <p>Not {@code av_find_best_stream}: it prefers what has more frames in the first few megabytes.
   *
   * @throws VideoException NO_VIDEO_STREAM, UNSUPPORTED_CODEC or ENCRYPTED
   */
  static AVStream choose(AVFormatContext context, String format) throws VideoException {
    AVStreamGroup tiles = tiles(context);
    AVStream best = tiles == null ? best(context) : tiles.streams(0);
    if (best == null) {
      throw Verdicts.noVideoStream(format);
    }
    if (encrypted(best)) {
      throw Verdicts.encrypted();
    }
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      // One of a transport stream may go on where the best ends.
      boolean mayFollow = format.equals("mpegts") && real(stream);
      if (i != best.index() && !mayFollow && (tiles == null || !holds(tiles, stream))) {
        stream.discard(avcodec.AVDISCARD_ALL);
      }
    }
    return best;
  }

  /**
   * The photo made of tiles, if that is what the file is: HEIF's primary item, which FFmpeg flags.
   * Beside a film (an animated AVIF) it is no more than its still.
   */
  static AVStreamGroup tiles(AVFormatContext context) {
    AVStreamGroup tiles = null;
    for (int i = 0; i < context.nb_stream_groups(); i++) {
      AVStreamGroup group = context.stream_groups(i);
      boolean primary = (group.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0;
      if (group.type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID
          && primary
          && group.nb_streams() > 0
          && group.params_tile_grid().nb_tiles() > 0) {
        tiles = group;
      }
    }
    AVStream film = tiles == null ? null : best(context);
    return film != null && frames(film) > 1 ? null : tiles;
  }

  private static boolean holds(AVStreamGroup group, AVStream stream) {
    for (int i = 0; i < group.nb_streams(); i++) {
      if (group.streams(i).index() == stream.index()) {
        return true;
      }
    }
    return false;
  }

  private static AVStream best(AVFormatContext context) {
    double longest = 0;
    for (int i = 0; i < context.nb_streams(); i++) {
      if (real(context.streams(i))) {
        longest = Math.max(longest, frames(context.streams(i)));
      }
    }
    AVStream best = null;
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      if (real(stream) && !stub(stream, longest) && (best == null || score(stream) > score(best))) {
        best = stream;
      }
    }
    return best;
  }

  /** Whether it is known to be a still, or next to nothing, beside one that is more. */
  private static boolean stub(AVStream stream, double longest) {
    double frames = frames(stream);
    return frames > 0 && frames < longest && (frames <= STILLS || frames * STUB < longest);
  }

  /** About how many frames it has, by what the container says; −1 if that is nothing. */
  private static double frames(AVStream stream) {
    if (stream.nb_frames() > 0) {
      return stream.nb_frames();
    }
    // What tools that write Matroska leave there; its index has some keyframes alone.
    String count = tag(stream, "NUMBER_OF_FRAMES");
    if (count.matches("\\d{1,9}")) {
      return Integer.parseInt(count);
    }
    int num = stream.avg_frame_rate().num();
    int den = stream.avg_frame_rate().den();
    double rate = num > 0 && den > 0 ? (double) num / den : RATE;
    Matcher duration = DURATION.matcher(tag(stream, "DURATION"));
    if (duration.lookingAt()) {
      double seconds =
          Integer.parseInt(duration.group(1)) * 3600
              + Integer.parseInt(duration.group(2)) * 60
              + Double.parseDouble(duration.group(3));
      return seconds * rate;
    }
    if (stream.duration() == avutil.AV_NOPTS_VALUE) {
      return -1;
    }
    return rate * stream.duration() * stream.time_base().num() / stream.time_base().den();
  }

  private static String tag(AVStream stream, String name) {
    AVDictionary metadata = stream.metadata();
    if (metadata == null) {
      return "";
    }
    // "NUMBER_OF_FRAMES-eng" too.
    AVDictionaryEntry entry =
        avutil.av_dict_get(metadata, name, null, avutil.AV_DICT_IGNORE_SUFFIX);
    return entry == null ? "" : entry.value().getString();
  }

  /**
   * Which stream was taken where there are several, and which were not: "1 of 0 (h264 320x320, 2
   * frames), 1 (h264 640x360, 53 frames)"; empty if there is one.
   */
  static String describe(AVFormatContext context, AVStream taken) {
    StringBuilder all = new StringBuilder();
    int count = 0;
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      if (real(stream) && count++ < MAX_DESCRIBED) {
        AVCodecParameters parameters = stream.codecpar();
        double frames = frames(stream);
        all.append(all.length() == 0 ? "" : ", ")
            .append(i)
            .append(" (")
            .append(avcodec.avcodec_get_name(parameters.codec_id()).getString())
            .append(' ')
            .append(parameters.width())
            .append('x')
            .append(parameters.height())
            .append(frames > 0 ? ", " + Math.round(frames) + " frames)" : ")");
      }
    }
    return count > 1 ? taken.index() + " of " + all : "";
  }

  /**
   * The default flag before all, then the number of pixels; the first stream of equal ones wins.
   */
  private static long score(AVStream stream) {
    AVCodecParameters parameters = stream.codecpar();
    long pixels = (long) parameters.width() * parameters.height();
    boolean flagged = (stream.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0;
    return flagged ? Long.MAX_VALUE / 2 + pixels : pixels;
  }

  /** Whether it is a moving picture. */
  static boolean real(AVStream stream) {
    return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO
        && (stream.disposition() & COVER) == 0;
  }

  private static boolean encrypted(AVStream stream) {
    AVCodecParameters parameters = stream.codecpar();
    int tag = parameters.codec_tag();
    if (tag == TAG_ENCV || tag == TAG_DRMI) {
      return true;
    }
    if (parameters.nb_coded_side_data() > 0
        && avcodec.av_packet_side_data_get(
                parameters.coded_side_data(),
                parameters.nb_coded_side_data(),
                avcodec.AV_PKT_DATA_ENCRYPTION_INIT_INFO)
            != null) {
      return true;
    }
    AVDictionary metadata = stream.metadata();
    // Matroska's and WebM's way to say it.
    return metadata != null && avutil.av_dict_get(metadata, "enc_key_id", null, 0) != null;
  }

  private static int tag(String text) {
    return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
  }
}
