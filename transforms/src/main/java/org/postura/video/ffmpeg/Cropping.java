package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What a container leaves out at the edges of each picture (QuickTime's clean aperture, Matroska's
 * PixelCrop), which FFmpeg leaves to its caller, beside what the codec itself leaves out.
 */
record Cropping(long top, long bottom, long left, long right) {
  static final Cropping NONE = new Cropping(0, 0, 0, 0);
  private static final int BYTES = 16;

  static Cropping of(AVCodecParameters parameters) {
    AVPacketSideData found =
        parameters.nb_coded_side_data() == 0
            ? null
            : avcodec.av_packet_side_data_get(
                parameters.coded_side_data(),
                parameters.nb_coded_side_data(),
                avcodec.AV_PKT_DATA_FRAME_CROPPING);
    if (found == null || found.size() < BYTES) {
      return NONE;
    }
    return new Cropping(number(found, 0), number(found, 4), number(found, 8), number(found, 12));
  }

  /** Takes all of it off a picture whose codec's own share has not been taken yet. */
  void apply(AVFrame picture) {
    long across = left + right + picture.crop_left() + picture.crop_right();
    long down = top + bottom + picture.crop_top() + picture.crop_bottom();
    // A header that leaves nothing is damaged; a size that changes may make it so.
    if (across < picture.width() && down < picture.height()) {
      picture.crop_left(picture.crop_left() + left);
      picture.crop_right(picture.crop_right() + right);
      picture.crop_top(picture.crop_top() + top);
      picture.crop_bottom(picture.crop_bottom() + bottom);
    }
    avutil.av_frame_apply_cropping(picture, avutil.AV_FRAME_CROP_UNALIGNED);
  }

  /** Unsigned, the lowest byte first. */
  private static long number(AVPacketSideData data, int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | data.data().get((long) at + i) & 0xFF;
    }
    return value;
  }
}
