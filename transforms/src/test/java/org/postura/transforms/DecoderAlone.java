package org.postura.transforms;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** FFmpeg's decoder with nothing around it, to compare with. */
final class DecoderAlone {
  private DecoderAlone() {}

  /**
   * Decodes a file by its name: send and receive on one thread, nothing done with the pictures.
   *
   * @return the number of frames
   */
  static int decode(String clip) {
    AVFormatContext container = new AVFormatContext(null);
    check(avformat.avformat_open_input(container, clip, null, null));
    check(avformat.avformat_find_stream_info(container, (AVDictionary) null));
    AVCodec codec = new AVCodec(null);
    int stream =
        avformat.av_find_best_stream(
            container,
            avutil.AVMEDIA_TYPE_VIDEO,
            -1,
            -1,
            new PointerPointer<AVCodec>(1).put(codec),
            0);
    check(stream);
    AVCodec decoder = avcodec.avcodec_find_decoder(container.streams(stream).codecpar().codec_id());
    AVCodecContext context = avcodec.avcodec_alloc_context3(decoder);
    check(avcodec.avcodec_parameters_to_context(context, container.streams(stream).codecpar()));
    context.thread_count(1);
    check(avcodec.avcodec_open2(context, decoder, (AVDictionary) null));
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    int frames = 0;
    while (avformat.av_read_frame(container, packet) >= 0) {
      if (packet.stream_index() == stream) {
        check(avcodec.avcodec_send_packet(context, packet));
        frames += drain(context, frame);
      }
      avcodec.av_packet_unref(packet);
    }
    avcodec.avcodec_send_packet(context, null);
    frames += drain(context, frame);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
    avformat.avformat_close_input(container);
    return frames;
  }

  private static int drain(AVCodecContext context, AVFrame frame) {
    int frames = 0;
    while (avcodec.avcodec_receive_frame(context, frame) >= 0) {
      frames++;
    }
    return frames;
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg says " + result);
    }
  }
}
