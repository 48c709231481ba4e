package org.postura.video.integrity;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Whether a JPEG is whole: FFmpeg paints the missing part of a cut one grey and says nothing. */
public final class Jpeg {
  private static final int MARKER = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private Jpeg() {}

  /** Whether the picture in the packet goes on to its end marker. */
  public static boolean whole(AVPacket packet) {
    // In place: a photo may be larger than the heap of a decoding process.
    return whole(packet.data().capacity(packet.size()).asByteBuffer());
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
