package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.postura.video.NativeRgb;
import org.postura.video.RgbPixels;

/**
 * Converts decoded frames to RGB with square pixels, as the {@code ffmpeg} command does with {@code
 * -pix_fmt rgb24}; one buffer and one scaler are used again for every frame.
 *
 * <p>4:2:0 without scaling, which is nearly every video, goes through a converter that treats each
 * pair of rows on its own: there only the rows that are asked for are converted.
 */
final class RgbConverter implements AutoCloseable {
  private static final int PLANES = 4;
  private static final int ONE = 1 << 16;

  private final NativeRgb target = new NativeRgb();
  private final PointerPointer<BytePointer> sourcePlanes = new PointerPointer<>(PLANES);
  private final PointerPointer<BytePointer> targetPlanes = new PointerPointer<>(PLANES);
  private final IntPointer targetStrides = new IntPointer((long) PLANES);
  private SwsContext context;
  private Shape shape;
  private long converted = -1;
  private RowSource rows;
  private int from;
  private int to;

  /** What a scaler is made for. */
  private record Shape(
      int format, int width, int height, int targetWidth, int colours, boolean fullRange) {
    /** Whether pairs of rows are converted independently of each other. */
    boolean byRows() {
      // swscale takes its row-wise converter for even heights only.
      return width == targetWidth
          && height % 2 == 0
          && (format == avutil.AV_PIX_FMT_YUV420P || format == avutil.AV_PIX_FMT_YUVJ420P);
    }
  }

  RgbConverter() {
    FfmpegLog.takeOver();
    for (int i = 0; i < PLANES; i++) {
      targetPlanes.put(i, (BytePointer) null);
      targetStrides.put(i, 0);
    }
  }

  /**
   * Converts rows {@code top} to {@code bottom} unless that has been done.
   *
   * @param source where the rows have to be fetched from before, or null if they are there
   * @param serial tells the frame from all others that come to this converter
   */
  RgbPixels convert(
      AVFrame frame, RowSource source, long serial, int targetWidth, int top, int bottom) {
    rows = source;
    Shape wanted =
        new Shape(
            frame.format(),
            frame.width(),
            frame.height(),
            targetWidth,
            frame.colorspace(),
            frame.color_range() == avutil.AVCOL_RANGE_JPEG);
    if (!wanted.equals(shape)) {
      prepare(wanted);
    }
    if (converted != serial) {
      converted = serial;
      from = 0;
      to = 0;
    }
    RgbPixels pixels = target.ensure(targetWidth, wanted.height());
    if (!wanted.byRows()) {
      if (to == 0) {
        scale(frame, pixels, 0, wanted.height());
        to = wanted.height();
      }
      return pixels;
    }
    int evenTop = top & ~1;
    int evenBottom = bottom + 1 & ~1;
    if (evenTop >= evenBottom) {
      return pixels;
    }
    if (from == to) {
      scale(frame, pixels, evenTop, evenBottom);
      from = evenTop;
      to = evenBottom;
    } else {
      // What is known stays one interval: the rows between two distant requests are converted too.
      if (evenTop < from) {
        scale(frame, pixels, evenTop, from);
        from = evenTop;
      }
      if (evenBottom > to) {
        scale(frame, pixels, to, evenBottom);
        to = evenBottom;
      }
    }
    return pixels;
  }

  @Override
  public void close() {
    release();
    target.close();
    sourcePlanes.deallocate();
    targetPlanes.deallocate();
    targetStrides.deallocate();
  }

  private void prepare(Shape wanted) {
    release();
    converted = -1;
    SwsContext made = swscale.sws_alloc_context();
    made.flags(swscale.SWS_BICUBIC);
    made.src_w(wanted.width());
    made.src_h(wanted.height());
    made.src_format(wanted.format());
    made.dst_w(wanted.targetWidth());
    made.dst_h(wanted.height());
    made.dst_format(avutil.AV_PIX_FMT_RGB24);
    made.src_range(wanted.fullRange() ? 1 : 0);
    if (swscale.sws_init_context(made, null, null) < 0) {
      swscale.sws_freeContext(made);
      throw new IllegalStateException("no conversion to RGB from " + wanted);
    }
    IntPointer matrix = swscale.sws_getCoefficients(wanted.colours());
    // Refused for formats that are no YUV, where there is nothing to set.
    swscale.sws_setColorspaceDetails(
        made, matrix, wanted.fullRange() ? 1 : 0, matrix, 0, 0, ONE, ONE);
    context = made;
    shape = wanted;
  }

  private void scale(AVFrame frame, RgbPixels pixels, int top, int bottom) {
    if (rows != null) {
      rows.load(frame, top, bottom);
    }
    // Each call begins at what swscale takes for row 0, so it needs no state from call to call.
    for (int plane = 0; plane < PLANES; plane++) {
      BytePointer data = frame.data(plane);
      if (data != null && top > 0) {
        int row = plane == 0 ? top : top / 2;
        data.position((long) row * frame.linesize(plane));
      }
      sourcePlanes.put(plane, data);
    }
    BytePointer first = pixels.data().getPointer((long) top * pixels.stride());
    targetPlanes.put(0, first);
    targetStrides.put(0, pixels.stride());
    int rows =
        swscale.sws_scale(
            context, sourcePlanes, frame.linesize(), 0, bottom - top, targetPlanes, targetStrides);
    if (rows < 0) {
      throw new IllegalStateException("converting to RGB failed for " + shape);
    }
  }

  private void release() {
    if (context != null) {
      swscale.sws_freeContext(context);
      context = null;
      shape = null;
    }
  }
}
