package org.postura.blazepose.crop;

import java.nio.FloatBuffer;
import java.util.Locale;
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
public final class Resampler {
  /** Positions are counted in 1/32 pixel: OpenCV's {@code INTER_TAB_SIZE}. */
  static final int STEPS = 32;

  static final int STEP_BITS = 5;

  private static final int ELEMENTS_AT_ONCE = 2048;
  private static final int CHANNELS = 3;

  /** {@link RgbPixels} promises these after the last pixel; a pair of pixels is read as 8 bytes. */
  private static final int READABLE_PAST_END = 16;

  private final int size;
  private final int rowsAtOnce;
  private final CropPositions positions;
  private final CropAxis columns;
  private final CropAxis rows;
  private final CropBlend blend;
  private final int[] values;
  private final float[] plane;

  /**
   * @param size width and height of the crop in pixels, 1 to 2048
   */
  public Resampler(int size) {
    this.size = size;
    rowsAtOnce = ELEMENTS_AT_ONCE / size;
    int capacity = rowsAtOnce * size;
    positions = new CropPositions(size, capacity);
    columns = new CropAxis(capacity);
    rows = new CropAxis(capacity);
    blend = new CropBlend(capacity);
    values = new int[capacity];
    plane = new float[capacity];
  }

  /**
   * Writes the crop as three planes R, G, B of {@code size}² floats.
   *
   * @param roi in pixels of the upright picture; may reach beyond it
   * @throws IllegalStateException if the stored picture does not have the frame's size
   */
  public void crop(Frame frame, PixelRoi roi, Border border, ValueRange range, FloatBuffer target) {
    double[] matrix = CropMatrix.of(roi, size);
    Orientation orientation = frame.orientation();
    int storedWidth = orientation.swapped() ? frame.height() : frame.width();
    int storedHeight = orientation.swapped() ? frame.width() : frame.height();
    RowRange needed = RowRange.of(matrix, size, orientation, storedHeight);
    RgbPixels pixels = frame.rgb(needed.top(), needed.bottom());
    if (pixels.width() != storedWidth || pixels.height() != storedHeight) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "A %s frame of %d×%d has a stored picture of %d×%d",
              orientation,
              frame.width(),
              frame.height(),
              pixels.width(),
              pixels.height()));
    }
    ByteRawIndexer bytes = new ByteRawIndexer(readable(pixels));
    int[] alongColumns = orientation.swapped() ? positions.y() : positions.x();
    int[] alongRows = orientation.swapped() ? positions.x() : positions.y();
    int nextRow = storedHeight > 1 ? pixels.stride() : 0;
    for (int top = 0; top < size; top += rowsAtOnce) {
      int count = Math.min(rowsAtOnce, size - top) * size;
      positions.fill(matrix, top, count);
      columns.fill(alongColumns, count, storedWidth, orientation.flippedX(), border);
      rows.fill(alongRows, count, storedHeight, orientation.flippedY(), border);
      blend.read(bytes, columns, rows, pixels.stride(), nextRow, count);
      for (int channel = 0; channel < CHANNELS; channel++) {
        blend.mixNext(values, count);
        write(channel, range, target, top * size, count);
      }
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

  private void write(int channel, ValueRange range, FloatBuffer target, int at, int count) {
    float scale = range.scale();
    float offset = range.offset();
    for (int i = 0; i < count; i++) {
      plane[i] = values[i] * scale + offset;
    }
    target.put(channel * size * size + at, plane, 0, count);
  }
}
