package org.postura.video.integrity;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/** What the packets of a codec must be, and may not hold. */
public final class PacketBytes {
  /**
   * Codecs with pictures that need others, of which every packet gives a picture nevertheless: they
   * know no fields, no pictures that are not shown and no packets that say that nothing changed.
   */
  private static final Set<Integer> PICTURE_EACH =
      Set.of(
          avcodec.AV_CODEC_ID_H261,
          avcodec.AV_CODEC_ID_H263,
          avcodec.AV_CODEC_ID_H263I,
          avcodec.AV_CODEC_ID_H263P,
          avcodec.AV_CODEC_ID_FLV1,
          avcodec.AV_CODEC_ID_MSMPEG4V1,
          avcodec.AV_CODEC_ID_MSMPEG4V2,
          avcodec.AV_CODEC_ID_MSMPEG4V3,
          avcodec.AV_CODEC_ID_WMV1,
          avcodec.AV_CODEC_ID_WMV2,
          avcodec.AV_CODEC_ID_SVQ1,
          avcodec.AV_CODEC_ID_RV10,
          avcodec.AV_CODEC_ID_RV20,
          avcodec.AV_CODEC_ID_QTRLE,
          avcodec.AV_CODEC_ID_MSVIDEO1,
          avcodec.AV_CODEC_ID_MSRLE,
          avcodec.AV_CODEC_ID_CINEPAK,
          avcodec.AV_CODEC_ID_ZMBV,
          avcodec.AV_CODEC_ID_SNOW,
          avcodec.AV_CODEC_ID_GIF,
          avcodec.AV_CODEC_ID_APNG);

  /** Zeros in a row that no entropy coder gives; stuffing of constant rates may. */
  private static final int RUN_BYTES = 128;

  private static final int WORD_BYTES = 8;

  private PacketBytes() {}

  /** Whether every packet of the codec gives a picture. */
  public static boolean pictureEach(int codec) {
    AVCodecDescriptor descriptor = avcodec.avcodec_descriptor_get(codec);
    return PICTURE_EACH.contains(codec)
        || descriptor != null && (descriptor.props() & avcodec.AV_CODEC_PROP_INTRA_ONLY) != 0;
  }

  /** Whether every packet of the codec holds a frame, though decoding may begin within a group. */
  public static boolean frameEach(int codec) {
    return codec == avcodec.AV_CODEC_ID_MPEG1VIDEO || codec == avcodec.AV_CODEC_ID_MPEG2VIDEO;
  }

  /** Whether many zeros lie in a row; looks at one byte of 16. */
  public static boolean zeroed(AVPacket packet) {
    BytePointer data = packet.data();
    int bytes = packet.size();
    int zeros = 0;
    for (int at = 0; at + WORD_BYTES <= bytes; at += RUN_BYTES) {
      zeros = data.getLong(at) == 0 ? zeros + 1 : 0;
      if (zeros >= 2 && allZero(data, at - RUN_BYTES, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allZero(BytePointer data, int from, int to) {
    for (int at = from; at < to; at += WORD_BYTES) {
      if (data.getLong(at) != 0) {
        return false;
      }
    }
    return true;
  }
}
