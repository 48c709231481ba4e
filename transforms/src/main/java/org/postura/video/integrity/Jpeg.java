package org.postura.video.integrity;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;

/** Whether a JPEG is whole: FFmpeg paints the missing part of a cut one grey and says nothing. */
public final class Jpeg {
  private static final int MARKER = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int APP2 = 0xFFE2;

  /** "MPF" and a zero. */
  private static final int MULTI_PICTURE = 0x4D504600;

  private Jpeg() {}

  /** Whether the picture in the packet goes on to its end marker. */
  public static boolean whole(AVPacket packet) {
    // In place: a photo may be larger than the heap of a decoding process.
    return whole(packet.data().capacity(packet.size()).asByteBuffer());
  }

  /**
   * Whether another JPEG of the same size follows on the first one, as in a stream of them. Gain
   * maps, previews and depth maps behind a photo are smaller, or are announced by it (the
   * Multi-Picture Format of CIPA DC-007, in an APP2 segment). The input stands where it stood then.
   *
   * @param end where the first one ends
   */
  public static boolean another(AVIOContext context, long end, long size) {
    long at = avformat.avio_tell(context);
    long first = size(context, 0, size);
    boolean another = first > 0 && end > 0 && size(context, end, size) == first;
    avformat.avio_seek(context, at, 0);
    return another;
  }

  /** Width and height in one number; −1 if it has none, or announces further pictures. */
  private static long size(AVIOContext context, long begin, long size) {
    long at = begin + 2;
    avformat.avio_seek(context, begin, 0);
    if (avformat.avio_rb16(context) != (MARKER << 8 | START_OF_IMAGE)) {
      return -1;
    }
    while (at + 4 <= size) {
      avformat.avio_seek(context, at, 0);
      int marker = avformat.avio_rb16(context);
      int length = avformat.avio_rb16(context);
      boolean frame =
          marker >= 0xFFC0
              && marker <= 0xFFCF
              && marker != 0xFFC4
              && marker != 0xFFC8
              && marker != 0xFFCC;
      if (frame) {
        avformat.avio_r8(context);
        long height = avformat.avio_rb16(context);
        return height << 16 | avformat.avio_rb16(context);
      }
      if (marker == APP2 && avformat.avio_rb32(context) == MULTI_PICTURE) {
        return -1;
      }
      if (marker >> 8 != MARKER || marker == (MARKER << 8 | START_OF_SCAN)) {
        return -1;
      }
      at += 2 + length;
    }
    return -1;
  }

  private static boolean whole(ByteBuffer bytes) {
    int at = 2;
    // Segments before the scan have lengths; a thumbnail inside them has an end marker of its own.
    while (at + 4 <= bytes.limit()
        && (bytes.get(at) & 0xFF) == MARKER
        && (bytes.get(at + 1) & 0xFF) != START_OF_SCAN) {
      at += 2 + ((bytes.get(at + 2) & 0xFF) << 8 | bytes.get(at + 3) & 0xFF);
    }
    // Within the scan a marker's first byte is always followed by 0 where it is data.
    for (int i = at; i + 1 < bytes.limit(); i++) {
      if ((bytes.get(i) & 0xFF) == MARKER && (bytes.get(i + 1) & 0xFF) == END_OF_IMAGE) {
        return true;
      }
    }
    return false;
  }
}
