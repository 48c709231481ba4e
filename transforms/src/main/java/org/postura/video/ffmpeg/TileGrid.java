package org.postura.video.ffmpeg;

import java.util.HashSet;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;
import org.postura.video.integrity.Losses;

/**
 * A photo made of tiles, as phones write HEIC and AVIF: each tile is a stream of one picture, which
 * is decoded by itself and put in its place. FFmpeg tells the places; putting together is its
 * caller's business.
 */
final class TileGrid implements AutoCloseable {
  private final Container container;
  private final ChannelInput input;
  private final VideoLimits limits;
  private final Deadline deadline;
  private final Losses losses;
  private final AVStreamGroup group;
  private final AVStreamGroupTileGrid grid;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame tile = avutil.av_frame_alloc();
  private final Set<Integer> placed = new HashSet<>();
  private long lastByte;
  private boolean given;

  TileGrid(
      Container container, ChannelInput input, VideoLimits limits, Deadline deadline, Losses losses)
      throws VideoException {
    this.container = container;
    this.input = input;
    this.limits = limits;
    this.deadline = deadline;
    this.losses = losses;
    this.group = container.tiles();
    this.grid = group.params_tile_grid();
    if ((long) grid.coded_width() * grid.coded_height() > limits.maxPixels()) {
      close();
      throw Verdicts.tooManyPixels(
          limits.maxPixels(), grid.coded_width() + "×" + grid.coded_height());
    }
  }

  /**
   * Puts the picture together.
   *
   * @param canvas is given the picture, with the gaps black where tiles can't be decoded
   * @return false if it has been given already, or if not one tile can be decoded
   */
  boolean next(AVFrame canvas) throws VideoException {
    if (given) {
      return false;
    }
    given = true;
    while (placed.size() < grid.nb_tiles()) {
      deadline.restart();
      int result = container.read(packet);
      input.rethrow();
      if (result < 0) {
        losses.readError(input.atEnd());
        break;
      }
      int stream = indexInGroup(packet.stream_index());
      if (stream >= 0) {
        lastByte = Math.max(lastByte, packet.pos() + packet.size());
        if (decode(group.streams(stream))) {
          place(canvas, stream);
        } else {
          losses.error();
        }
        avutil.av_frame_unref(tile);
      }
      avcodec.av_packet_unref(packet);
    }
    if (placed.isEmpty()) {
      return false;
    }
    losses.packet(0, 0);
    if (placed.size() < grid.nb_tiles()) {
      canvas.decode_error_flags(AVFrame.FF_DECODE_ERROR_INVALID_BITSTREAM);
    }
    crop(canvas);
    return true;
  }

  /** Position in the file behind the last tile so far. */
  long lastByte() {
    return lastByte;
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(tile);
  }

  private int indexInGroup(int stream) {
    for (int i = 0; i < group.nb_streams(); i++) {
      if (group.streams(i).index() == stream) {
        return i;
      }
    }
    return -1;
  }

  /** Decodes the packet, which is all of its stream, to the tile. */
  private boolean decode(AVStream stream) {
    AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null) {
      return false;
    }
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    avcodec.avcodec_parameters_to_context(context, stream.codecpar());
    context.thread_count(1);
    context.max_pixels(limits.maxPixels());
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "codec_whitelist", Formats.DECODERS, 0);
    boolean decoded =
        avcodec.avcodec_open2(context, codec, options) >= 0
            && avcodec.avcodec_send_packet(context, packet) >= 0
            && avcodec.avcodec_send_packet(context, null) >= 0
            && avcodec.avcodec_receive_frame(context, tile) >= 0;
    avutil.av_dict_free(options);
    avcodec.avcodec_free_context(context);
    return decoded;
  }

  /** Copies the tile to all places where it belongs. */
  private void place(AVFrame canvas, int stream) {
    if (placed.isEmpty() && !prepare(canvas)) {
      losses.error();
      return;
    }
    for (int i = 0; i < grid.nb_tiles(); i++) {
      if (grid.offsets_idx(i) == stream) {
        boolean fits =
            tile.format() == canvas.format()
                && copy(canvas, grid.offsets_horizontal(i), grid.offsets_vertical(i));
        if (fits) {
          placed.add(i);
        } else {
          losses.error();
        }
      }
    }
  }

  private boolean prepare(AVFrame canvas) {
    avutil.av_frame_unref(canvas);
    canvas.format(tile.format());
    canvas.width(grid.coded_width());
    canvas.height(grid.coded_height());
    return avutil.av_frame_get_buffer(canvas, 0) >= 0
        && avutil.av_frame_copy_props(canvas, tile) >= 0
        && avutil.av_image_fill_black(
                canvas.data(),
                Planes.strides(canvas),
                canvas.format(),
                canvas.color_range(),
                canvas.width(),
                canvas.height())
            >= 0;
  }

  /** Copies what of the tile lies on the canvas; false if none does, or not on whole pixels. */
  private boolean copy(AVFrame canvas, int left, int top) {
    int width = Math.min(tile.width(), canvas.width() - left);
    int height = Math.min(tile.height(), canvas.height() - top);
    return left >= 0
        && top >= 0
        && width > 0
        && height > 0
        && Planes.copy(tile, canvas, left, top, width, height);
  }

  /** To the size of the photo, of which the last tiles may hang over, and to its clean aperture. */
  private void crop(AVFrame canvas) {
    long right = (long) canvas.width() - grid.horizontal_offset() - grid.width();
    long bottom = (long) canvas.height() - grid.vertical_offset() - grid.height();
    if (grid.width() > 0 && grid.height() > 0 && right >= 0 && bottom >= 0) {
      canvas.crop_left(grid.horizontal_offset());
      canvas.crop_top(grid.vertical_offset());
      canvas.crop_right(right);
      canvas.crop_bottom(bottom);
      avutil.av_frame_apply_cropping(canvas, avutil.AV_FRAME_CROP_UNALIGNED);
    }
    CleanAperture.of(input.context(), input.size(), group.id(), canvas.width(), canvas.height())
        .apply(canvas);
  }
}
