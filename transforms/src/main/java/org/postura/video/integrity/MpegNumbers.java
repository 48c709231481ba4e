package org.postura.video.integrity;

import java.util.BitSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * The temporal references of MPEG-1 and MPEG-2 (ISO/IEC 13818-2, 6.3.9): they count a group's
 * pictures through in the order of showing, both fields of one alike.
 */
final class MpegNumbers implements PictureNumbers {
  private static final int PICTURE = 0x00;
  private static final int GROUP = 0xB8;
  private static final int CODE_BYTES = 4;

  /** Headers before a picture are some hundred bytes long, with all matrices. */
  private static final int MAX_HEADERS_BYTES = 4096;

  private final BitSet group = new BitSet();
  private boolean grouped;
  private long missing;
  private long empty;

  @Override
  public void packet(AVPacket packet) {
    BytePointer data = packet.data();
    int to = Math.min(packet.size(), MAX_HEADERS_BYTES) - CODE_BYTES - 1;
    for (int at = 0; at < to; at++) {
      if (data.get(at) != 0 || data.get(at + 1) != 0 || data.get(at + 2) != 1) {
        continue;
      }
      int code = data.get(at + 3) & 0xFF;
      if (code == GROUP) {
        endGroup();
        grouped = true;
      } else if (code == PICTURE) {
        group.set((data.get(at + 4) & 0xFF) << 2 | (data.get(at + 5) & 0xFF) >> 6);
        return;
      }
    }
    // The end of a sequence may be one for itself.
    empty += packet.size() > 2 * CODE_BYTES ? 1 : 0;
  }

  @Override
  public long missing() {
    return missing + holes();
  }

  @Override
  public long empty() {
    return empty;
  }

  private void endGroup() {
    missing += holes();
    group.clear();
  }

  /** Where a group was cut off at its beginning or end, its other numbers still have no holes. */
  private long holes() {
    return !grouped || group.isEmpty()
        ? 0
        : group.length() - group.nextSetBit(0) - group.cardinality();
  }
}
