package org.postura.video.ffmpeg;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.SizeTPointer;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;
import org.postura.video.integrity.Jpeg;
import org.postura.video.integrity.Losses;
import org.postura.video.integrity.OtherStreams;
import org.postura.video.integrity.PacketBytes;
import org.postura.video.integrity.PictureNumbers;
import org.postura.video.integrity.Png;

/** Packets of one stream to frames in presentation order, past everything that is damaged. */
final class Decoder implements AutoCloseable {
  private static final int EAGAIN = avutil.AVERROR_EAGAIN();
  private static final int ENOMEM = avutil.AVERROR_ENOMEM();

  /** How often a decoder may fail while it is being emptied before it is given up. */
  private static final int MAX_ERRORS_AT_END = 64;

  private final Container container;
  private final ChannelInput input;
  private final Deadline deadline;
  private final Losses losses;
  private final AVCodecContext context;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final int streamIndex;
  private final String format;
  private final Cropping cropping;
  private final boolean pictureEach;
  private final Optional<PictureNumbers> numbers;
  private final OtherStreams others = new OtherStreams();
  private boolean lastCorrupt;
  private long end;
  private long lastStart;
  private boolean draining;
  private boolean outOfMemory;
  private int errorsAtEnd;
  private long lastByte;
  private TileGrid tiles;

  /**
   * @throws VideoException UNSUPPORTED_CODEC if no decoder takes the stream, LIMIT_EXCEEDED
   */
  Decoder(
      Container container, ChannelInput input, VideoLimits limits, Deadline deadline, Losses losses)
      throws VideoException {
    this.container = container;
    this.input = input;
    this.deadline = deadline;
    this.losses = losses;
    this.streamIndex = container.stream().index();
    this.format = container.format();
    this.cropping = Cropping.of(container.parameters());
    this.context = avcodec.avcodec_alloc_context3((AVCodec) null);
    this.pictureEach = PacketBytes.pictureEach(container.parameters().codec_id());
    if (format.equals("nut")) {
      losses.gapsTell();
    }
    this.numbers = PictureNumbers.of(container.parameters(), format);
    if (PacketBytes.frameEach(container.parameters().codec_id())) {
      losses.packetsAreFrames();
    }
    if (pictureEach) {
      losses.everyPacketAPicture();
    }
    try {
      open(container, limits);
      this.tiles =
          container.tiles() == null
              ? null
              : new TileGrid(container, input, limits, deadline, losses);
    } catch (VideoException e) {
      close();
      throw e;
    }
  }

  /**
   * Decodes the next frame.
   *
   * @param frame is given the picture
   * @return false at the end of the stream
   * @throws VideoException IO_ERROR, TIMED_OUT or ENCRYPTED
   */
  boolean next(AVFrame frame) throws VideoException {
    if (tiles != null) {
      return tiles.next(frame);
    }
    deadline.restart();
    while (true) {
      int result = avcodec.avcodec_receive_frame(context, frame);
      if (result == 0) {
        cropping.apply(frame);
        return true;
      }
      if (result == EAGAIN) {
        feed();
      } else if (result == avutil.AVERROR_EOF) {
        return false;
      } else {
        failed(result);
        if (draining && ++errorsAtEnd > MAX_ERRORS_AT_END) {
          return false;
        }
      }
      if (deadline.expired()) {
        throw Verdicts.timedOut();
      }
    }
  }

  /** Whether memory was refused to it. */
  boolean outOfMemory() {
    return outOfMemory;
  }

  /** Position in the file behind the last packet so far, as far as it is known. */
  long lastByte() {
    return tiles != null ? tiles.lastByte() : lastByte;
  }

  /** FFmpeg's name of the codec. */
  String codec() {
    return codecName(container.parameters());
  }

  /** FFmpeg's name of what decodes it. */
  String name() {
    return context.codec().name().getString();
  }

  @Override
  public void close() {
    if (tiles != null) {
      tiles.close();
    }
    numbers.ifPresent(PictureNumbers::close);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }

  private void open(Container source, VideoLimits limits) throws VideoException {
    AVCodecParameters parameters = source.parameters();
    AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
    if (codec == null) {
      throw unsupported("");
    }
    if ((long) parameters.width() * parameters.height() > limits.maxPixels()) {
      throw Verdicts.tooManyPixels(
          limits.maxPixels(), parameters.width() + "×" + parameters.height());
    }
    avcodec.avcodec_parameters_to_context(context, parameters);
    context.pkt_timebase(source.stream().time_base());
    // Videos are spread over cores, not pictures: a second thread takes the core from a network.
    context.thread_count(1);
    // The container may have more to take off, see there.
    context.apply_cropping(0);
    context.max_pixels(limits.maxPixels());
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "codec_whitelist", Formats.DECODERS, 0);
    int result = avcodec.avcodec_open2(context, codec, options);
    avutil.av_dict_free(options);
    if (result < 0) {
      throw unsupported("");
    }
  }

  /** That it can't be decoded, in words that tell what to do. */
  VideoException unsupported(String more) {
    String name = codec().equals("none") ? "something that nobody here knows" : codec();
    return container.photo()
        ? Verdicts.unsupportedPhoto("a photo coded as " + name + more)
        : Verdicts.unsupportedCodec(name + more);
  }

  /** Hands the decoder the next packet of the stream, or the news that there is none. */
  private void feed() throws VideoException {
    int result = container.read(packet);
    input.rethrow();
    if (result == EAGAIN) {
      return;
    }
    if (result < 0) {
      // Formats without an index give the last packet as far as it goes, and say no more.
      if (result != avutil.AVERROR_EOF || lastCorrupt) {
        losses.readError(lastCorrupt || input.atEnd());
      }
      losses.following(others.following());
      numbers.ifPresent(pictures -> losses.numbers(pictures.missing(), pictures.empty()));
      losses.ended(lastStart, input.size() - lastStart);
      if (format.equals("yuv4mpegpipe") && end < input.size()) {
        // Its demuxer leaves a picture out that is not whole.
        losses.readError(true);
      }
      input.passing().end(input.size());
      if (input.passing().broken(container.stream().id())) {
        losses.brokenStructure(input.passing().cut());
      }
      draining = true;
      avcodec.avcodec_send_packet(context, null);
      return;
    }
    end = container.position();
    // One without bytes says that the frame before stays; the decoder would take it for the end.
    if (packet.stream_index() == streamIndex && packet.size() > 0) {
      if (packet.side_data_elems() > 0 && encrypted()) {
        throw Verdicts.encrypted();
      }
      if ((packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0) {
        losses.keyframe(packet.pts());
      }
      if ((packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) == 0) {
        losses.packet(packet.pts(), packet.dts());
        if (cutPhoto()) {
          // The demuxer takes the end of the file for the end of the picture.
          losses.readError(true);
        }
      }
      if (!pictureEach && PacketBytes.zeroed(packet)) {
        losses.zeroed();
      }
      numbers.ifPresent(pictures -> pictures.packet(packet));
      lastStart = packet.pos();
      others.ours(packet.pos());
      lastByte = Math.max(lastByte, packet.pos() + packet.size());
      lastCorrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
      // Of a transport stream it says that also where two recordings are joined.
      if (lastCorrupt && !format.equals("mpegts")) {
        losses.corruptPacket();
      }
      int sent = avcodec.avcodec_send_packet(context, packet);
      if (sent < 0) {
        failed(sent);
      }
    } else if (packet.stream_index() != streamIndex
        && VideoStreams.real(container.context().streams(packet.stream_index()))) {
      others.other(packet.stream_index(), packet.pos());
    }
    avcodec.av_packet_unref(packet);
  }

  private void failed(int result) {
    outOfMemory |= result == ENOMEM;
    losses.error();
  }

  private boolean cutPhoto() {
    return format.equals("jpeg_pipe") && !Jpeg.whole(packet)
        || format.equals("png_pipe") && !Png.whole(packet);
  }

  /** MP4's common encryption shows in each packet only; a clear part may come first. */
  private boolean encrypted() {
    return avcodec.av_packet_get_side_data(
            packet, avcodec.AV_PKT_DATA_ENCRYPTION_INFO, (SizeTPointer) null)
        != null;
  }

  private static String codecName(AVCodecParameters parameters) {
    return avcodec.avcodec_get_name(parameters.codec_id()).getString();
  }
}
