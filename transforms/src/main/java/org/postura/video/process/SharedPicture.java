package org.postura.video.process;

import java.io.DataInput;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.postura.video.Frame;
import org.postura.video.VideoLimits;

/**
 * Makes a frame of the decoder's out of what a child process says of it. A child that a file has
 * taken over may say anything: nothing is believed that would lead native code out of the memory
 * shared with it.
 */
final class SharedPicture {
  private static final int PLANES = 4;

  private final long maxPixels;
  private final IntPointer lineBytes = new IntPointer((long) PLANES);
  private final SizeTPointer strides = new SizeTPointer(PLANES);
  private final SizeTPointer planeBytes = new SizeTPointer(PLANES);

  SharedPicture(VideoLimits limits) {
    this.maxPixels = limits.maxPixels();
  }

  /**
   * Reads what {@link FrameFile#write} wrote of the picture.
   *
   * @param pictures the memory that it lies in, or null if there is none
   * @throws IOException if no such picture can lie there
   */
  void read(DataInput in, AVFrame picture, MappedFile pictures) throws IOException {
    picture.format(in.readInt());
    picture.width(in.readInt());
    picture.height(in.readInt());
    picture.colorspace(in.readInt());
    picture.color_range(in.readInt());
    long[] offsets = new long[PLANES];
    for (int plane = 0; plane < PLANES; plane++) {
      offsets[plane] = in.readLong();
      picture.linesize(plane, in.readInt());
      strides.put(plane, Math.abs((long) picture.linesize(plane)));
    }
    measure(picture);
    for (int plane = 0; plane < PLANES; plane++) {
      long bytes = planeBytes.get(plane);
      require(bytes == 0 == offsets[plane] < 0, "planes", offsets[plane]);
      picture.data(
          plane,
          bytes == 0 ? null : place(pictures, offsets[plane], picture.linesize(plane), plane));
    }
  }

  /** Checks the size that a frame is to be seen in. */
  void check(Frame frame) throws IOException {
    require(frame.width() > 0 && frame.height() > 0, "width", frame.width());
    require((long) frame.width() * frame.height() <= maxPixels, "width", frame.width());
  }

  private void measure(AVFrame picture) throws IOException {
    long pixels = (long) picture.width() * picture.height();
    require(picture.width() > 0 && picture.height() > 0 && pixels <= maxPixels, "pixels", pixels);
    require(avutil.av_pix_fmt_desc_get(picture.format()) != null, "format", picture.format());
    boolean known =
        avutil.av_image_fill_linesizes(lineBytes, picture.format(), picture.width()) >= 0
            && avutil.av_image_fill_plane_sizes(
                    planeBytes, picture.format(), picture.height(), strides)
                >= 0;
    require(known, "format", picture.format());
  }

  /** Where the plane's first row is. */
  private BytePointer place(MappedFile pictures, long offset, int stride, int plane)
      throws IOException {
    long bytes = planeBytes.get(plane);
    long lowest = offset - FrameFile.beforeFirstRow(bytes, stride);
    require(Math.abs((long) stride) >= lineBytes.get(plane), "stride", stride);
    long mapped = pictures == null ? 0 : pictures.bytes();
    require(lowest >= 0 && bytes <= mapped - FrameFile.SLACK - lowest, "offset", offset);
    return pictures == null ? null : pictures.at(offset);
  }

  private static void require(boolean right, String what, long value) throws IOException {
    if (!right) {
      throw new IOException("a picture that can't be: " + what + " " + value);
    }
  }
}
