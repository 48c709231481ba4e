package org.postura.video;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;

/** The outermost boxes of an MP4 or QuickTime file, as far as needed to tell a cut file. */
final class IsoBoxes {
  private static final int HEADER_BYTES = 8;
  private static final int MAX_BOXES = 1000;

  private IsoBoxes() {}

  /** Whether the last box says that it goes on beyond the end of the file. */
  static boolean cut(ChannelInput input) {
    long size = input.size();
    AVIOContext context = input.context();
    long position = 0;
    for (int i = 0; i < MAX_BOXES && position + HEADER_BYTES <= size; i++) {
      if (avformat.avio_seek(context, position, 0) != position) {
        return false;
      }
      long bytes = Integer.toUnsignedLong(avformat.avio_rb32(context));
      avformat.avio_rb32(context);
      if (bytes == 1) {
        bytes = avformat.avio_rb64(context);
      }
      if (bytes < HEADER_BYTES) {
        // 0 means up to the end of the file, whatever that is; less is damage.
        return false;
      }
      if (bytes > size - position) {
        return true;
      }
      position += bytes;
    }
    return false;
  }
}
