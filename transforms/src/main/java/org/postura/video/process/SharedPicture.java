package org.postura.video.process;

import java.io.DataInput;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.postura.video.VideoLimits;
import org.postura.video.ffmpeg.RowSource;

/**
 * A picture that a child process says it has put somewhere. A child that a file has taken over may
 * say anything: what it says is its format and size, which are checked, and a place in a file,
 * which is only ever read from.
 */
final class SharedPicture implements RowSource {
  private final SharedPictures pictures;
  private final VideoLimits limits;
  private final PictureLayout layout = new PictureLayout();
  private int height;
  private int file;
  private long position;

  SharedPicture(SharedPictures pictures, VideoLimits limits) {
    this.pictures = pictures;
    this.limits = limits;
  }

  /**
   * Reads what {@link PictureFile#write} wrote of the picture.
   *
   * @throws Lie if there can be no such picture
   */
  void read(DataInput in, AVFrame picture) throws IOException {
    picture.format(in.readInt());
    picture.width(in.readInt());
    picture.height(in.readInt());
    picture.colorspace(in.readInt());
    picture.color_range(in.readInt());
    file = in.readUnsignedByte();
    position = in.readLong();
    height = picture.height();
    long pixels = (long) picture.width() * height;
    Lie.unless(picture.width() > 0 && height > 0 && pixels <= limits.maxPixels(), "pixels", pixels);
    boolean known = layout.fit(picture.format(), picture.width(), height);
    Lie.unless(
        known && swscale.sws_isSupportedInput(picture.format()) != 0, "format", picture.format());
    Lie.unless(layout.bytes() <= Integer.MAX_VALUE, "bytes", layout.bytes());
    Lie.unless(file < pictures.count(), "file", file);
    Lie.unless(position >= 0 && position <= Integer.MAX_VALUE, "position", position);
  }

  @Override
  public void load(AVFrame picture, int top, int bottom) {
    BytePointer mapped = pictures.mapped(file, position, layout.bytes());
    BytePointer memory = mapped != null ? mapped : pictures.buffer(layout.bytes());
    long begin = memory.position();
    for (int plane = 0; plane < PictureLayout.PLANES; plane++) {
      if (layout.has(plane)) {
        picture.data(plane, memory.position(begin + layout.offset(plane)));
        picture.linesize(plane, layout.stride(plane));
      }
    }
    memory.position(begin);
    if (mapped == null) {
      read(top, bottom);
    }
  }

  private void read(int top, int bottom) {
    if (pictures.failure() != null) {
      return;
    }
    if (top == 0 && bottom == height) {
      pictures.read(file, position, 0, layout.bytes());
      return;
    }
    for (int plane = 0; plane < PictureLayout.PLANES; plane++) {
      if (layout.has(plane)) {
        readPlane(plane, top, bottom);
      }
    }
  }

  private void readPlane(int plane, int top, int bottom) {
    long first = (long) layout.firstRow(plane, top) * layout.stride(plane);
    long last = (long) layout.lastRow(plane, bottom) * layout.stride(plane);
    long offset = layout.offset(plane) + first;
    pictures.read(file, position + offset, offset, last - first);
  }
}
