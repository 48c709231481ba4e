package org.postura.transforms;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * FFmpeg's JPEG decoder with nothing around it, to compare with: opened once, bytes in memory, on
 * one thread, nothing done with the pictures.
 */
final class JpegAlone implements AutoCloseable {
  private final AVCodecContext context;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();

  JpegAlone() {
    AVCodec decoder = avcodec.avcodec_find_decoder(avcodec.AV_CODEC_ID_MJPEG);
    context = avcodec.avcodec_alloc_context3(decoder);
    context.thread_count(1);
    check(avcodec.avcodec_open2(context, decoder, (AVDictionary) null));
  }

  /**
   * Decodes a photo.
   *
   * @throws IllegalStateException if it is no JPEG
   */
  void decode(byte[] jpeg) {
    check(avcodec.av_new_packet(packet, jpeg.length));
    packet.data().put(jpeg, 0, jpeg.length);
    check(avcodec.avcodec_send_packet(context, packet));
    check(avcodec.avcodec_receive_frame(context, frame));
    avutil.av_frame_unref(frame);
    avcodec.av_packet_unref(packet);
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg says " + result);
    }
  }
}
