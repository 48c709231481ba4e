package org.postura.video;

/**
 * One decoded picture with its true presentation time.
 *
 * <p>A frame lends its pixels: they are valid until the batch it came from is filled again or
 * closed. Not thread-safe.
 */
public interface Frame {
  /** 0-based index of the decoded frame in presentation order. */
  long index();

  /** The container's time stamp, in units of the stream's time base. */
  long pts();

  /** {@link #pts} in microseconds, rounded to nearest. */
  long timeUs();

  /** Width of the upright picture with square pixels. */
  int width();

  /** Height of the upright picture with square pixels. */
  int height();

  /** How the stored pixels of {@link #rgb} have to be turned to give the upright picture. */
  Orientation orientation();

  /** Width of the stored picture with square pixels: {@link #width}, or the height if turned. */
  default int storedWidth() {
    return orientation().swapped() ? height() : width();
  }

  /** Height of the stored picture: {@link #height}, or the width if turned. */
  default int storedHeight() {
    return orientation().swapped() ? width() : height();
  }

  /**
   * The stored pixels, of which the rows from {@code top} (inclusive) to {@code bottom} (exclusive)
   * are ready to be read; the others may hold anything. Conversion from the decoder's pixel format
   * happens here, at most once for a row, so ask only for the rows that are needed.
   *
   * <p>Frames of one batch share their pixel memory: what is returned is valid until this is called
   * on another frame of the batch.
   *
   * @param top first row that is needed, 0-based in the stored picture
   * @param bottom the row behind the last that is needed
   * @throws IllegalArgumentException unless 0 ≤ top ≤ bottom ≤ {@link #storedHeight}
   * @throws IllegalStateException if the batch has been filled again or closed
   */
  RgbPixels rgb(int top, int bottom);
}
