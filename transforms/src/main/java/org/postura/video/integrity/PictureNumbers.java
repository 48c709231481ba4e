package org.postura.video.integrity;

import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Numbers that coded pictures carry themselves: where bytes are missing between two start codes of
 * a stream that says no lengths, nothing else shows it.
 *
 * <p>Owns native memory.
 */
public interface PictureNumbers extends AutoCloseable {
  /** Formats in which nothing but its start code says where a picture begins and ends. */
  Set<String> UNFRAMED = Set.of("mpeg", "mpegts", "mpegvideo", "h264", "hevc", "h261", "h263");

  /**
   * For a stream whose packets have been cut out of bytes by their start codes, if it has numbers.
   */
  static Optional<PictureNumbers> of(AVCodecParameters parameters, String format) {
    int codec = parameters.codec_id();
    boolean mpeg =
        codec == avcodec.AV_CODEC_ID_MPEG1VIDEO || codec == avcodec.AV_CODEC_ID_MPEG2VIDEO;
    if (mpeg) {
      return Optional.of(new MpegNumbers());
    }
    if (!UNFRAMED.contains(format)) {
      return Optional.empty();
    }
    if (codec == avcodec.AV_CODEC_ID_H264 || codec == avcodec.AV_CODEC_ID_HEVC) {
      return Optional.of(new OrderCounts(parameters));
    }
    return codec == avcodec.AV_CODEC_ID_H261 || codec == avcodec.AV_CODEC_ID_H263
        ? Optional.of(new TemporalReferences(codec))
        : Optional.empty();
  }

  /** The next packet in the order of decoding. */
  void packet(AVPacket packet);

  /** Pictures that are missing by the numbers of those that are there; final after the last. */
  long missing();

  /** Packets that hold no picture at all. */
  default long empty() {
    return 0;
  }

  @Override
  default void close() {}
}
