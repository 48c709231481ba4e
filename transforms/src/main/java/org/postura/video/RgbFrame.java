package org.postura.video;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/**
 * A frame of somebody else's: upright RGB pixels from a camera, another decoder or an image
 * library. Owns a copy in native memory, so close it. Not thread-safe.
 *
 * <pre>{@code
 * try (RgbFrame frame = RgbFrame.of(pixels, 640, 480, 0, 0)) {
 *   estimator.estimate(frame);
 * }
 * }</pre>
 */
public final class RgbFrame implements Frame, AutoCloseable {
  private final NativeRgb buffer = new NativeRgb();
  private final RgbPixels pixels;
  private final long index;
  private final long timeUs;
  private boolean closed;

  private RgbFrame(ByteBuffer rgb, int width, int height, long index, long timeUs) {
    this.pixels = buffer.ensure(width, height);
    this.index = index;
    this.timeUs = timeUs;
    copy(rgb.duplicate());
  }

  /**
   * Copies a picture.
   *
   * @param rgb 8-bit red, green, blue for each pixel, row by row from the top without padding,
   *     taken from the buffer's position on; direct or on the heap; left as it is
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @param index 0-based number of the frame in its sequence
   * @param timeUs presentation time in microseconds
   * @throws IllegalArgumentException if fewer than 3 × width × height bytes remain in the buffer
   */
  public static RgbFrame of(ByteBuffer rgb, int width, int height, long index, long timeUs) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "width and height must be at least 1, were " + width + " and " + height);
    }
    if (rgb.remaining() < 3L * width * height) {
      throw new IllegalArgumentException(
          width
              + "×"
              + height
              + " pixels need "
              + 3L * width * height
              + " bytes, the buffer has "
              + rgb.remaining());
    }
    return new RgbFrame(rgb, width, height, index, timeUs);
  }

  @Override
  public long index() {
    return index;
  }

  /** The time in microseconds. */
  @Override
  public long pts() {
    return timeUs;
  }

  @Override
  public long timeUs() {
    return timeUs;
  }

  @Override
  public int width() {
    return pixels.width();
  }

  @Override
  public int height() {
    return pixels.height();
  }

  @Override
  public Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  @Override
  public RgbPixels rgb(int top, int bottom) {
    if (closed) {
      throw new IllegalStateException("this frame has been closed");
    }
    if (top < 0 || top > bottom || bottom > pixels.height()) {
      throw new IllegalArgumentException(
          "rows " + top + " to " + bottom + " do not lie within 0 to " + pixels.height());
    }
    return pixels;
  }

  @Override
  public void close() {
    closed = true;
    buffer.close();
  }

  private void copy(ByteBuffer rgb) {
    int rowBytes = 3 * pixels.width();
    BytePointer data = pixels.data();
    byte[] row = new byte[rowBytes];
    for (int y = 0; y < pixels.height(); y++) {
      rgb.get(row);
      data.position((long) y * pixels.stride()).put(row);
    }
    data.position(0);
  }
}
