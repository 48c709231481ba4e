package org.postura.video.integrity;

/**
 * The packs and packets of an MPEG program stream (ISO/IEC 13818-1, 2.5.3; ISO/IEC 11172-1): each
 * begins with a start code and all but the packs say how long they are. FFmpeg looks for the next
 * start code without a word (mpeg.c).
 */
final class ProgramPackets implements Structure {
  private static final int HEADER_BYTES = 14;
  private static final int PACK = 0xBA;
  private static final int END = 0xB9;
  private static final int MPEG_1_PACK_BYTES = 12;
  private static final int CODE_BYTES = 4;
  private static final int LENGTH_BYTES = 2;

  private boolean begun;
  private boolean over;
  private boolean broken;
  private boolean cut;

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (over) {
      return to - from;
    }
    if (!begun) {
      return begin(bytes, from, to);
    }
    if (to - from < HEADER_BYTES) {
      return 0;
    }
    if (bytes[from] != 0 || bytes[from + 1] != 0) {
      broken = true;
      begun = false;
      return 1;
    }
    if (bytes[from + 2] != 1) {
      // Zeros fill sectors up.
      broken |= bytes[from + 2] != 0;
      return 1;
    }
    return element(bytes, from);
  }

  @Override
  public void endsWithin(long missing) {
    cut = begun && !over;
  }

  @Override
  public boolean broken(int stream) {
    return broken || cut;
  }

  @Override
  public boolean cut() {
    return cut;
  }

  private long begin(byte[] bytes, int from, int to) {
    for (int at = from; at + CODE_BYTES <= to; at++) {
      boolean pack =
          bytes[at] == 0
              && bytes[at + 1] == 0
              && bytes[at + 2] == 1
              && (bytes[at + 3] & 0xFF) == PACK;
      if (pack) {
        begun = true;
        if (at == from && to - from < HEADER_BYTES) {
          begun = false;
          return 0;
        }
        return at == from ? element(bytes, at) : at - from;
      }
    }
    return Math.max(0, to - from - CODE_BYTES + 1);
  }

  private long element(byte[] bytes, int from) {
    int code = bytes[from + 3] & 0xFF;
    if (code == END) {
      return CODE_BYTES;
    }
    if (code == PACK) {
      boolean second = (bytes[from + 4] & 0xC0) == 0x40;
      return second ? HEADER_BYTES + (bytes[from + 13] & 7) : MPEG_1_PACK_BYTES;
    }
    if (code < PACK) {
      // A start code from inside of a picture: what was around it is gone.
      broken = true;
      begun = false;
      return 1;
    }
    int length = (bytes[from + 4] & 0xFF) << 8 | bytes[from + 5] & 0xFF;
    over = length == 0;
    return CODE_BYTES + LENGTH_BYTES + length;
  }
}
