package org.postura.blazepose;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.ByteRawIndexer;
import org.postura.video.Frame;
import org.postura.video.Orientation;
import org.postura.video.RgbPixels;

/**
 * Cuts a rotated square out of a frame and writes it as a network's input, byte for byte as
 * OpenCV's {@code warpPerspective} with {@code INTER_LINEAR} does it for MediaPipe.
 *
 * <p>Positions are rounded to 1/32 pixel and the result to 8 bits, before it is scaled to float.
 * Pixels are read where the decoder left them: positions are turned to the stored orientation,
 * exactly, in integers. Rows are processed some at a time in small loops that the compiler
 * vectorises. Nothing is allocated per pixel. Not thread-safe.
 *
 * <p>Source: MediaPipe {@code calculators/tensor/image_to_tensor_converter_opencv.cc}; OpenCV 4
 * {@code modules/imgproc/src/imgwarp.cpp}.
 */
final class Resampler {
  /** Positions are counted in 1/32 pixel: OpenCV's {@code INTER_TAB_SIZE}. */
  static final int STEPS = 32;

  static final int STEP_BITS = 5;

  /** OpenCV evaluates the homography anew every 64 columns. */
  private static final int BLOCK = 64;

  /** Adding 1.5·2^52 rounds to nearest even and leaves the integer in the low bits. */
  private static final double ROUND = 6755399441055744.0;

  private static final int ELEMENTS_AT_ONCE = 2048;
  private static final int CHANNELS = 3;

  /** {@link RgbPixels} promises these after the last pixel; a pair of pixels is read as 8 bytes. */
  private static final int READABLE_PAST_END = 16;

  private static final long EVEN_BYTES = 0x00ff00ff00ff00ffL;
  private static final int LANE = 0xffff;

  /** Both weights sum to 32 a direction, so to 2^10 together; 2^9 rounds. */
  private static final int HALF = 1 << 9;

  private static final int WEIGHT_BITS = 10;

  private final int size;
  private final int rowsAtOnce;
  private final double[] exactX;
  private final double[] exactY;
  private final int[] x;
  private final int[] y;
  private final CropAxis columns;
  private final CropAxis rows;
  private final int[][] channels;
  private final float[] plane;

  /**
   * @param size width and height of the crop in pixels, 1 to 2048
   */
  Resampler(int size) {
    this.size = size;
    rowsAtOnce = ELEMENTS_AT_ONCE / size;
    int capacity = rowsAtOnce * size;
    exactX = new double[capacity];
    exactY = new double[capacity];
    x = new int[capacity];
    y = new int[capacity];
    columns = new CropAxis(capacity);
    rows = new CropAxis(capacity);
    channels = new int[CHANNELS][capacity];
    plane = new float[capacity];
  }

  /**
   * Writes the crop as three planes R, G, B of {@code size}² floats.
   *
   * @param roi in pixels of the upright picture; may reach beyond it
   * @throws IllegalStateException if the stored picture does not have the frame's size
   */
  void crop(Frame frame, PixelRoi roi, Border border, ValueRange range, FloatBuffer target) {
    double[] matrix = CropMatrix.of(roi, size);
    Orientation orientation = frame.orientation();
    int storedWidth = orientation.swapped() ? frame.height() : frame.width();
    int storedHeight = orientation.swapped() ? frame.width() : frame.height();
    RowRange needed = RowRange.of(matrix, size, orientation, storedHeight);
    RgbPixels pixels = frame.rgb(needed.top(), needed.bottom());
    if (pixels.width() != storedWidth || pixels.height() != storedHeight) {
      throw new IllegalStateException(
          "A %s frame of %d×%d has a stored picture of %d×%d"
              .formatted(
                  orientation, frame.width(), frame.height(), pixels.width(), pixels.height()));
    }
    ByteRawIndexer bytes = new ByteRawIndexer(readable(pixels));
    int[] alongColumns = orientation.swapped() ? y : x;
    int[] alongRows = orientation.swapped() ? x : y;
    for (int top = 0; top < size; top += rowsAtOnce) {
      int count = Math.min(rowsAtOnce, size - top) * size;
      positions(matrix, top, count);
      columns.fill(alongColumns, count, storedWidth, orientation.flippedX(), border);
      rows.fill(alongRows, count, storedHeight, orientation.flippedY(), border);
      blend(bytes, pixels.stride(), storedHeight, count);
      write(range, target, top * size, count);
    }
  }

  /** A view of the whole picture and what may be read past it: the indexer checks against it. */
  private static BytePointer readable(RgbPixels pixels) {
    long length =
        (long) pixels.stride() * (pixels.height() - 1)
            + (long) CHANNELS * pixels.width()
            + READABLE_PAST_END;
    BytePointer view = new BytePointer(pixels.data());
    view.capacity(view.position() + length);
    return view;
  }

  private void positions(double[] m, int top, int count) {
    for (int i = 0; i < count; i += size) {
      int row = top + i / size;
      for (int column = 0; column < size; column += BLOCK) {
        int end = i + Math.min(column + BLOCK, size);
        block(m, column, row, i + column, end);
      }
    }
    round(exactX, x, count);
    round(exactY, y, count);
  }

  /** One row of a block; no fused multiply-add, as OpenCV on x86. */
  private void block(double[] m, int column, int row, int from, int to) {
    double[] targetX = exactX;
    double[] targetY = exactY;
    double x0 = m[0] * column + m[1] * row + m[2];
    double y0 = m[3] * column + m[4] * row + m[5];
    double w0 = m[6] * column + m[7] * row + m[8];
    double m0 = m[0];
    double m3 = m[3];
    double m6 = m[6];
    for (int i = from; i < to; i++) {
      double step = i - from;
      // A crop is affine: the denominator is 1 up to rounding and never 0.
      double k = STEPS / (w0 + m6 * step);
      targetX[i] = (x0 + m0 * step) * k + ROUND;
      targetY[i] = (y0 + m3 * step) * k + ROUND;
    }
  }

  private static void round(double[] exact, int[] rounded, int count) {
    for (int i = 0; i < count; i++) {
      rounded[i] = (int) Double.doubleToRawLongBits(exact[i]);
    }
  }

  private void blend(ByteRawIndexer bytes, int stride, int storedHeight, int count) {
    int[] column = columns.pixel();
    int[] left = columns.weight0();
    int[] right = columns.weight1();
    int[] row = rows.pixel();
    int[] upper = rows.weight0();
    int[] lower = rows.weight1();
    int[] red = channels[0];
    int[] green = channels[1];
    int[] blue = channels[2];
    int nextRow = storedHeight > 1 ? stride : 0;
    for (int i = 0; i < count; i++) {
      long at = (long) row[i] * stride + CHANNELS * column[i];
      // Two pixels as 8 little-endian bytes R0 G0 B0 R1 G1 B1 and two that are not used.
      long a = bytes.getLong(at);
      long b = bytes.getLong(at + nextRow);
      int wa = upper[i];
      int wb = lower[i];
      // Vertical blend in four 16-bit lanes: R0 B0 G1 – and G0 R1 B1 –, each at most 32·255.
      long even = (a & EVEN_BYTES) * wa + (b & EVEN_BYTES) * wb;
      long odd = ((a >>> 8) & EVEN_BYTES) * wa + ((b >>> 8) & EVEN_BYTES) * wb;
      int w0 = left[i];
      int w1 = right[i];
      int low = (int) even;
      int lowOdd = (int) odd;
      red[i] = ((low & LANE) * w0 + (lowOdd >>> 16) * w1 + HALF) >> WEIGHT_BITS;
      green[i] = ((lowOdd & LANE) * w0 + (int) (even >>> 32 & LANE) * w1 + HALF) >> WEIGHT_BITS;
      blue[i] = ((low >>> 16) * w0 + (int) (odd >>> 32 & LANE) * w1 + HALF) >> WEIGHT_BITS;
    }
  }

  private void write(ValueRange range, FloatBuffer target, int at, int count) {
    float scale = range.scale();
    float offset = range.offset();
    for (int channel = 0; channel < CHANNELS; channel++) {
      int[] values = channels[channel];
      for (int i = 0; i < count; i++) {
        plane[i] = values[i] * scale + offset;
      }
      target.put(channel * size * size + at, plane, 0, count);
    }
  }
}
