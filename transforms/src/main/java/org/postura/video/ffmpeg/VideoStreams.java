package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.VideoException;

/** Picks the stream to decode. */
final class VideoStreams {
  private static final int COVER =
      avformat.AV_DISPOSITION_ATTACHED_PIC | avformat.AV_DISPOSITION_TIMED_THUMBNAILS;

  /** Sample entries of encrypted video in MP4 ("encv") and of Apple's DRM ("drmi"). */
  private static final int TAG_ENCV = tag("encv");

  private static final int TAG_DRMI = tag("drmi");

  private VideoStreams() {}

  /**
   * The video stream flagged as default, of several the largest, of equally large ones the first;
   * never a cover picture. Others that can't be its continuation are discarded from here on.
   *
   * <p>Not {@code av_find_best_stream}: it prefers what has more frames in the first few megabytes.
   *
   * @throws VideoException NO_VIDEO_STREAM, UNSUPPORTED_CODEC or ENCRYPTED
   */
  static AVStream choose(AVFormatContext context, String format) throws VideoException {
    AVStream best = best(context);
    if (best == null) {
      throw Verdicts.noVideoStream(format);
    }
    if (encrypted(best)) {
      throw Verdicts.encrypted();
    }
    if (tiled(context)) {
      throw Verdicts.unsupportedCodec("a photo made of tiles (HEIC or AVIF)");
    }
    for (int i = 0; i < context.nb_streams(); i++) {
      // One of a transport stream may go on where the best ends.
      boolean mayFollow = format.equals("mpegts") && real(context.streams(i));
      if (i != best.index() && !mayFollow) {
        context.streams(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
    return best;
  }

  private static AVStream best(AVFormatContext context) {
    AVStream best = null;
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      if (real(stream) && (best == null || score(stream) > score(best))) {
        best = stream;
      }
    }
    return best;
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

  private static boolean tiled(AVFormatContext context) {
    for (int i = 0; i < context.nb_stream_groups(); i++) {
      AVStreamGroup group = context.stream_groups(i);
      if (group.type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID) {
        return true;
      }
    }
    return false;
  }

  private static int tag(String text) {
    return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
  }
}
