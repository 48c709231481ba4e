package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Copies parts of pictures, plane by plane. */
final class Planes {
  private static final int PLANES = 4;

  private Planes() {}

  /** Strides as FFmpeg's functions for images want them. */
  static SizeTPointer strides(AVFrame picture) {
    SizeTPointer strides = new SizeTPointer(PLANES);
    for (int plane = 0; plane < PLANES; plane++) {
      strides.put(plane, picture.linesize(plane));
    }
    return strides;
  }

  /**
   * Copies the upper left part of a picture to a place in another of the same format.
   *
   * @return false if the place is not on a whole sample of each plane, or the format has no planes
   */
  static boolean copy(AVFrame from, AVFrame to, int left, int top, int width, int height) {
    AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(from.format());
    int across = (1 << format.log2_chroma_w()) - 1;
    int down = (1 << format.log2_chroma_h()) - 1;
    if ((left & across) != 0 || (top & down) != 0) {
      return false;
    }
    for (int plane = 0; plane < PLANES && from.data(plane) != null; plane++) {
      boolean chroma = plane == 1 || plane == 2;
      int shift = chroma ? format.log2_chroma_h() : 0;
      int rows = -(-height >> shift);
      int bytes = avutil.av_image_get_linesize(from.format(), width, plane);
      int before = left == 0 ? 0 : avutil.av_image_get_linesize(from.format(), left, plane);
      if (bytes <= 0 || before < 0) {
        return false;
      }
      BytePointer source = from.data(plane);
      BytePointer target = to.data(plane);
      for (int row = 0; row < rows; row++) {
        Pointer.memcpy(
            target.getPointer((long) ((top >> shift) + row) * to.linesize(plane) + before),
            source.getPointer((long) row * from.linesize(plane)),
            bytes);
      }
    }
    return true;
  }
}
