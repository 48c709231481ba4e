package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.Frame;
import org.postura.video.Orientation;
import org.postura.video.RgbPixels;

/** A slot of a batch: the decoder's picture, as it came, and what is known of it. */
public final class DecodedFrame implements Frame {
  private final RgbConverter converter;
  private final AVFrame picture = avutil.av_frame_alloc();
  private long index;
  private long pts;
  private long timeUs;
  private int squareWidth;
  private int storedHeight;
  private Orientation orientation = Orientation.UPRIGHT;
  private RowSource rows;
  private long serial;
  private boolean filled;

  DecodedFrame(RgbConverter converter) {
    this.converter = converter;
  }

  /** Where the decoder puts the picture. */
  public AVFrame picture() {
    return picture;
  }

  /**
   * Names the picture just decoded.
   *
   * @param pictureSerial differs from that of every other picture in the batch's life
   * @param pictureRows where its rows are fetched from when they are wanted; null if it has them
   */
  public void fill(
      long pictureSerial,
      RowSource pictureRows,
      long frameIndex,
      long framePts,
      long frameTimeUs,
      int frameSquareWidth,
      Orientation frameOrientation) {
    serial = pictureSerial;
    rows = pictureRows;
    index = frameIndex;
    pts = framePts;
    timeUs = frameTimeUs;
    squareWidth = frameSquareWidth;
    storedHeight = picture.height();
    orientation = frameOrientation;
    filled = true;
  }

  /** Gives the picture back to the decoder's pool. */
  void clear() {
    filled = false;
    avutil.av_frame_unref(picture);
  }

  void free() {
    filled = false;
    avutil.av_frame_free(picture);
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public long pts() {
    return pts;
  }

  @Override
  public long timeUs() {
    return timeUs;
  }

  @Override
  public int width() {
    return orientation.swapped() ? storedHeight : squareWidth;
  }

  @Override
  public int height() {
    return orientation.swapped() ? squareWidth : storedHeight;
  }

  @Override
  public Orientation orientation() {
    return orientation;
  }

  @Override
  public RgbPixels rgb(int top, int bottom) {
    if (!filled) {
      throw new IllegalStateException("the batch of this frame has been filled again or closed");
    }
    if (top < 0 || top > bottom || bottom > storedHeight) {
      throw new IllegalArgumentException(
          "rows " + top + " to " + bottom + " do not lie within 0 to " + storedHeight);
    }
    return converter.convert(picture, rows, serial, squareWidth, top, bottom);
  }
}
