package org.postura.video.integrity;

import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The picture order counts of H.264 (ITU-T H.264, 8.2.1) and HEVC (ITU-T H.265, 8.3.1): they rise
 * in even steps in the order of showing from one refresh of the decoder to the next. FFmpeg's
 * parser reads them from the headers, some microseconds a picture.
 */
final class OrderCounts implements PictureNumbers {
  /** Pictures are shown at most so many later than they are decoded (H.264, A.3.1: 16). */
  private static final int MAX_REORDERED = 32;

  /** PARSER_FLAG_COMPLETE_FRAMES (libavcodec/avcodec.h): packets are pictures already. */
  private static final int COMPLETE_FRAMES = 1;

  private final AVCodecParserContext parser;
  private final AVCodecContext context;
  private final PointerPointer<?> out = new PointerPointer<>(1L);
  private final IntPointer outBytes = new IntPointer(1L);
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private final Cadence cadence = new Cadence(0);
  private int lastShown = Integer.MIN_VALUE;

  OrderCounts(AVCodecParameters parameters) {
    parser = avcodec.av_parser_init(parameters.codec_id());
    parser.flags(parser.flags() | COMPLETE_FRAMES);
    context = avcodec.avcodec_alloc_context3((AVCodec) null);
    avcodec.avcodec_parameters_to_context(context, parameters);
  }

  @Override
  public void packet(AVPacket packet) {
    avcodec.av_parser_parse2(
        parser,
        context,
        out,
        outBytes,
        packet.data(),
        packet.size(),
        avutil.AV_NOPTS_VALUE,
        avutil.AV_NOPTS_VALUE,
        -1);
    int count = parser.output_picture_number();
    if (count <= lastShown || waiting.contains(count)) {
      refresh();
    }
    waiting.add(count);
    if (waiting.size() > MAX_REORDERED) {
      show();
    }
  }

  @Override
  public long missing() {
    refresh();
    return cadence.missing();
  }

  @Override
  public void close() {
    avcodec.av_parser_close(parser);
    avcodec.avcodec_free_context(context);
    out.close();
    outBytes.close();
  }

  private void refresh() {
    while (!waiting.isEmpty()) {
      show();
    }
    lastShown = Integer.MIN_VALUE;
    cadence.interrupt();
  }

  private void show() {
    lastShown = waiting.pollFirst();
    cadence.frame(lastShown);
  }
}
