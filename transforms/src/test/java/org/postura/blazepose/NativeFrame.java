package org.postura.blazepose;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.postura.video.Frame;
import org.postura.video.Orientation;
import org.postura.video.RgbPixels;

/** A frame of plain RGB bytes that remembers which rows were asked for. */
public final class NativeFrame implements Frame, AutoCloseable {
  private static final int READABLE_PAST_END = 16;

  private final RgbPixels pixels;
  private final Orientation orientation;
  private long index;
  private long timeUs;
  private int top = Integer.MAX_VALUE;
  private int bottom = Integer.MIN_VALUE;

  NativeFrame(int storedWidth, int storedHeight, int stride, Orientation orientation) {
    long bytes = (long) stride * storedHeight + READABLE_PAST_END;
    pixels = new RgbPixels(new BytePointer(bytes), stride, storedWidth, storedHeight);
    this.orientation = orientation;
  }

  /** An upright frame of these bytes. */
  public static NativeFrame of(int width, int height, byte[] rgb) {
    NativeFrame frame = new NativeFrame(width, height, 3 * width, Orientation.UPRIGHT);
    frame.fill(rgb);
    return frame;
  }

  /** The same upright picture, stored in another orientation and with gaps between the rows. */
  public static NativeFrame stored(int width, int height, byte[] rgb, Orientation orientation) {
    int storedWidth = orientation.swapped() ? height : width;
    int storedHeight = orientation.swapped() ? width : height;
    int stride = 3 * storedWidth + 5;
    byte[] bytes = new byte[stride * storedHeight];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = orientation.storedY(x, y, storedHeight);
        int column = orientation.storedX(x, y, storedWidth);
        System.arraycopy(rgb, 3 * (y * width + x), bytes, row * stride + 3 * column, 3);
      }
    }
    NativeFrame frame = new NativeFrame(storedWidth, storedHeight, stride, orientation);
    frame.fill(bytes);
    return frame;
  }

  public void fill(byte[] bytes) {
    pixels.data().put(bytes, 0, bytes.length);
  }

  public void fill(byte value) {
    byte[] bytes = new byte[pixels.stride() * pixels.height()];
    Arrays.fill(bytes, value);
    fill(bytes);
  }

  /** The stored bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[pixels.stride() * pixels.height()];
    pixels.data().get(bytes, 0, bytes.length);
    return bytes;
  }

  /** Overwrites the other rows, so that a result made from them would differ. */
  public void spoilRowsOutside(int firstGood, int endGood) {
    byte[] junk = new byte[pixels.stride()];
    Arrays.fill(junk, (byte) 0x5a);
    for (int row = 0; row < pixels.height(); row++) {
      if (row < firstGood || row >= endGood) {
        pixels.data().position((long) row * pixels.stride()).put(junk, 0, junk.length);
      }
    }
    pixels.data().position(0);
  }

  public NativeFrame at(long newIndex, long newTimeUs) {
    index = newIndex;
    timeUs = newTimeUs;
    return this;
  }

  /** First row that was ever asked for. */
  public int top() {
    return top;
  }

  /** Last row that was ever asked for, exclusive. */
  public int bottom() {
    return bottom;
  }

  @Override
  public long index() {
    return index;
  }

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
    return orientation.swapped() ? pixels.height() : pixels.width();
  }

  @Override
  public int height() {
    return orientation.swapped() ? pixels.width() : pixels.height();
  }

  @Override
  public Orientation orientation() {
    return orientation;
  }

  @Override
  public RgbPixels rgb(int newTop, int newBottom) {
    if (newTop < 0 || newTop > newBottom || newBottom > pixels.height()) {
      throw new IllegalArgumentException("rows %d to %d".formatted(newTop, newBottom));
    }
    top = Math.min(top, newTop);
    bottom = Math.max(bottom, newBottom);
    return pixels;
  }

  @Override
  public void close() {
    pixels.data().deallocate();
  }
}
