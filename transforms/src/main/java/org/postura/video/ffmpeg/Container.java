package org.postura.video.ffmpeg;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.postura.video.Orientation;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;
import org.postura.video.integrity.Announced;
import org.postura.video.integrity.DeclaredSize;
import org.postura.video.integrity.IsoBoxes;

/** An opened container and the one stream of it that is wanted. */
final class Container implements AutoCloseable {
  /** Formats whose duration is where the last picture ends. */
  private static final Set<String> ENDS = Set.of("matroska,webm", "asf", "nut");

  private static final int MAX_TILES = 1024;

  private final AVFormatContext context;
  private final String format;
  private final AVStream stream;

  private final long declaredBytes;
  private final boolean photo;

  private Container(
      AVFormatContext context, String format, AVStream stream, long declaredBytes, boolean photo) {
    this.context = context;
    this.format = format;
    this.stream = stream;
    this.declaredBytes = declaredBytes;
    this.photo = photo;
  }

  /**
   * Finds out by its content what the file is, reads its header and picks the video stream.
   *
   * @throws VideoException with the reason if there is nothing to decode
   */
  static Container open(ChannelInput input, VideoLimits limits, FfmpegLog log)
      throws VideoException {
    byte[] head = FormatProbe.head(input);
    AVInputFormat demuxer = FormatProbe.find(input, head, limits, log);
    String format = demuxer.name().getString();
    long declared = DeclaredSize.of(head);
    if (format.equals("avi") && input.size() >= 0) {
      declared = DeclaredSize.ofAllParts(input.context(), input.size(), declared);
      input.rethrow();
    }
    AVFormatContext context = avformat.avformat_alloc_context();
    context.pb(input.context());
    input.passing().format(format);
    if (format.equals("nut")) {
      log.listenClosely();
    }
    boolean counted = format.startsWith("mov,");
    if (!counted) {
      log.complaints().ofDemuxer(format);
    }
    try {
      readHeader(context, demuxer, input, head, limits, log);
      // What is odd in an MP4's header is told by its tables, which count the frames.
      log.complaints().ofDemuxer(format);
      findStreamInfo(context, limits);
      input.rethrow();
      if (log.manyStreams()) {
        throw Verdicts.tooManyStreams(limits.maxStreams(), log.text());
      }
      if (log.refersElsewhere()) {
        throw Verdicts.refused("a video whose pictures lie in another file");
      }
      AVStream stream = choose(context, format, limits);
      boolean photo = Formats.photo(format) || Heads.heif(head) && stream.nb_frames() <= 1;
      return new Container(context, format, stream, declared, photo);
    } catch (VideoException | RuntimeException | Error e) {
      avformat.avformat_close_input(context);
      throw e;
    }
  }

  AVFormatContext context() {
    return context;
  }

  AVStream stream() {
    return stream;
  }

  /** The group of streams that the photo is made of; null unless it is made of tiles. */
  AVStreamGroup tiles() {
    return VideoStreams.tiles(context);
  }

  /** How pictures have to be turned by the container's word. */
  Orientation orientation() {
    AVStreamGroup tiles = tiles();
    if (tiles == null) {
      return DisplayMatrix.of(parameters());
    }
    AVStreamGroupTileGrid grid = tiles.params_tile_grid();
    return DisplayMatrix.of(grid.coded_side_data(), grid.nb_coded_side_data());
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  /** What is announced, right after the container has been opened. */
  Announced announced(long fileBytes) {
    AVStreamGroup tiles = tiles();
    if (tiles == null) {
      return Announced.of(stream, format, fileBytes, declaredBytes);
    }
    long lastByte = 0;
    for (int i = 0; i < tiles.nb_streams(); i++) {
      Announced tile = Announced.of(tiles.streams(i), format, fileBytes, declaredBytes);
      lastByte = Math.max(lastByte, tile.lastByte());
    }
    return new Announced(1, false, lastByte);
  }

  /** How long the file should be by its own header, or {@link DeclaredSize#UNKNOWN}. */
  long declaredBytes() {
    return declaredBytes;
  }

  /** Whether what is decoded is a single picture. */
  boolean photo() {
    return photo;
  }

  /** Whether this is MP4 or QuickTime. */
  boolean iso() {
    return format.startsWith("mov,");
  }

  /** FFmpeg's name of the format. */
  String format() {
    return format;
  }

  /**
   * Reads the next packet of any stream.
   *
   * @return 0, or FFmpeg's error code
   */
  int read(AVPacket packet) {
    return avformat.av_read_frame(context, packet);
  }

  /** Where the demuxer stands in the file. */
  long position() {
    return avformat.avio_tell(context.pb());
  }

  /** Length in µs as announced, or −1. */
  long durationUs() {
    long ticks = stream.duration();
    if (ticks != avutil.AV_NOPTS_VALUE && ticks > 0 && !ENDS.contains(format)) {
      return avutil.av_rescale(
          ticks - ticksBefore(ticks),
          stream.time_base().num() * 1_000_000L,
          stream.time_base().den());
    }
    long us = context.duration();
    return us == avutil.AV_NOPTS_VALUE || us <= 0 ? -1 : us - usBefore(us);
  }

  /**
   * Matroska, ASF and NUT say when the last picture ends, counted from 0, and cameras and recorders
   * of streams begin at any time: often that of the clock, counted from 1970.
   */
  private long usBefore(long end) {
    long begin = context.start_time();
    boolean fromZero = ENDS.contains(format);
    return fromZero && begin != avutil.AV_NOPTS_VALUE && begin > 0 && begin < end ? begin : 0;
  }

  /**
   * The duration of an MP4 that has fragments alone is where the last one ends, and those of a live
   * recording count from 1970 or so: this is where they begin.
   */
  private long ticksBefore(long end) {
    boolean fragmentsAlone = iso() && stream.nb_frames() == 0;
    if (!fragmentsAlone || avformat.avformat_index_get_entries_count(stream) == 0) {
      return 0;
    }
    long begin = avformat.avformat_index_get_entry(stream, 0).timestamp();
    return begin > 0 && begin < end ? begin : 0;
  }

  @Override
  public void close() {
    avformat.avformat_close_input(context);
  }

  private static AVStream choose(AVFormatContext context, String format, VideoLimits limits)
      throws VideoException {
    try {
      return VideoStreams.choose(context, format);
    } catch (VideoException e) {
      // Formats without a header show their streams as they come.
      boolean headerless = (context.ctx_flags() & avformat.AVFMTCTX_NOHEADER) != 0;
      if (headerless && avformat.avio_tell(context.pb()) >= limits.maxProbeBytes()) {
        throw Verdicts.probedInVain(limits.maxProbeBytes());
      }
      throw e;
    }
  }

  private static void readHeader(
      AVFormatContext context,
      AVInputFormat demuxer,
      ChannelInput input,
      byte[] head,
      VideoLimits limits,
      FfmpegLog log)
      throws VideoException {
    AVDictionary options = new AVDictionary(null);
    // Nothing inside the file may make FFmpeg open anything else.
    avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
    avutil.av_dict_set(options, "format_whitelist", Formats.DEMUXERS, 0);
    avutil.av_dict_set(options, "codec_whitelist", Formats.DECODERS, 0);
    // To FFmpeg the tiles of a photo are streams: 192 of a phone's largest.
    int streams = limits.maxStreams() + (Heads.heif(head) ? MAX_TILES : 0);
    avutil.av_dict_set(options, "max_streams", Integer.toString(streams), 0);
    avutil.av_dict_set(
        options,
        "probesize",
        Long.toString(Math.max(limits.maxProbeBytes(), FormatProbe.MIN_PROBE_BYTES)),
        0);
    int result = avformat.avformat_open_input(context, (String) null, demuxer, options);
    avutil.av_dict_free(options);
    input.rethrow();
    if (result >= 0) {
      return;
    }
    String detail = log.text();
    if (log.manyStreams()) {
      throw Verdicts.tooManyStreams(limits.maxStreams(), detail);
    }
    if (Heads.isoMedia(head) && detail.contains("moov atom not found")) {
      throw Verdicts.noIndex(detail);
    }
    boolean cut =
        Heads.isoMedia(head) ? IsoBoxes.cut(input.context(), input.size()) : input.atEnd();
    throw cut ? Verdicts.headerEnds(detail) : Verdicts.headerCorrupt(detail);
  }

  /** Decodes a little where the header leaves the codec's parameters open; within the limits. */
  private static void findStreamInfo(AVFormatContext context, VideoLimits limits) {
    int streams = context.nb_streams();
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
      AVDictionary[] each = new AVDictionary[streams];
      for (int i = 0; i < streams; i++) {
        each[i] = new AVDictionary(null);
        avutil.av_dict_set(each[i], "max_pixels", Long.toString(limits.maxPixels()), 0);
        options.put(i, each[i]);
      }
      // Its result is of no use: what it could not find out, the first frame tells.
      avformat.avformat_find_stream_info(context, options);
      for (int i = 0; i < streams; i++) {
        // FFmpeg may have put another dictionary in the place of the one it was given.
        AVDictionary left = options.get(AVDictionary.class, i);
        if (left != null) {
          avutil.av_dict_free(left);
        }
      }
    }
  }
}
