package org.postura.video.process;

import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * How a picture lies in the memory that a decoding process and its parent share: plane after plane,
 * row after row, without anything of the decoder's own padding. Both work it out from the picture's
 * format and size, so that no offset and no stride is ever told.
 */
final class PictureLayout {
  static final int PLANES = 4;
  private static final int ALIGNMENT = 64;

  private final IntPointer lineBytes = new IntPointer((long) PLANES);
  private final SizeTPointer strides = new SizeTPointer(PLANES);
  private final SizeTPointer planeBytes = new SizeTPointer(PLANES);
  private final long[] offsets = new long[PLANES];
  private int format = -1;
  private int width;
  private int height;
  private int chromaShift;
  private long bytes;

  /**
   * Lays out a picture.
   *
   * @param newFormat FFmpeg's number of the pixel format
   * @param newWidth in pixels
   * @param newHeight in pixels
   * @return false if pictures of this format have no rows of bytes, or none of this size
   */
  boolean fit(int newFormat, int newWidth, int newHeight) {
    if (newFormat == format && newWidth == width && newHeight == height) {
      return true;
    }
    format = -1;
    AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(newFormat);
    if (newWidth < 1
        || newHeight < 1
        || descriptor == null
        || avutil.av_image_fill_linesizes(lineBytes, newFormat, newWidth) < 0) {
      return false;
    }
    for (int plane = 0; plane < PLANES; plane++) {
      lineBytes.put(plane, (int) aligned(lineBytes.get(plane)));
      strides.put(plane, lineBytes.get(plane));
    }
    if (avutil.av_image_fill_plane_sizes(planeBytes, newFormat, newHeight, strides) < 0) {
      return false;
    }
    bytes = 0;
    for (int plane = 0; plane < PLANES; plane++) {
      offsets[plane] = bytes;
      bytes += aligned(planeBytes.get(plane));
    }
    chromaShift = descriptor.log2_chroma_h();
    format = newFormat;
    width = newWidth;
    height = newHeight;
    return true;
  }

  /** Bytes of all planes, a multiple of 64. */
  long bytes() {
    return bytes;
  }

  boolean has(int plane) {
    return planeBytes.get(plane) > 0;
  }

  /** Where the plane begins, in bytes from the picture's beginning. */
  long offset(int plane) {
    return offsets[plane];
  }

  /** Bytes from one row of the plane to the next. */
  int stride(int plane) {
    return lineBytes.get(plane);
  }

  /** All strides, for FFmpeg. */
  IntPointer strides() {
    return lineBytes;
  }

  /** The plane's row in which the picture's row {@code row} begins. */
  int firstRow(int plane, int row) {
    return subsampled(plane) ? row >> chromaShift : row;
  }

  /** The plane's row behind those of the picture's rows up to {@code row}, exclusive. */
  int lastRow(int plane, int row) {
    return subsampled(plane) ? -(-row >> chromaShift) : row;
  }

  private boolean subsampled(int plane) {
    return plane == 1 || plane == 2;
  }

  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
