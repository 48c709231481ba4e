package org.postura.video;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * A picture buffer in native memory that grows and is otherwise kept.
 *
 * <p>It comes from FFmpeg's allocator: aligned for SIMD, and outside of JavaCPP's limit on the
 * process's memory.
 */
public final class NativeRgb implements AutoCloseable {
  /** Rows begin at multiples of this, and this many bytes follow the last row. */
  private static final int ALIGNMENT = 64;

  private BytePointer data;
  private long capacity;
  private RgbPixels pixels;

  /** Makes room for a picture of this size; what was in the buffer is lost if it changes. */
  public RgbPixels ensure(int width, int height) {
    if (pixels != null && pixels.width() == width && pixels.height() == height) {
      return pixels;
    }
    long stride = (3L * width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    long bytes = stride * height + ALIGNMENT;
    if (stride > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a picture can't be " + width + " pixels wide");
    }
    if (bytes > capacity) {
      close();
      // Zeroed, so that the padding is defined for those who read past a row's end.
      data = new BytePointer(avutil.av_mallocz(bytes));
      if (data.isNull()) {
        data = null;
        throw new OutOfMemoryError(bytes + " bytes of native memory for a picture");
      }
      capacity = bytes;
    }
    pixels = new RgbPixels(data, (int) stride, width, height);
    return pixels;
  }

  @Override
  public void close() {
    if (data != null) {
      avutil.av_free(data);
      data = null;
      capacity = 0;
      pixels = null;
    }
  }
}
