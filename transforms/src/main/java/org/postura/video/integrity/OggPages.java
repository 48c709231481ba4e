package org.postura.video.integrity;

import java.util.HashMap;
import java.util.Map;

/**
 * The pages of an Ogg file (RFC 3533, section 6): each says how long it is, and counts through
 * those of its stream. Their checksums are FFmpeg's to look at, which complains.
 */
final class OggPages implements Structure {
  private static final int CAPTURE = 0x4F676753; // "OggS"
  private static final int HEADER_BYTES = 27;
  private static final int FLAGS = 5;
  private static final int SERIAL = 14;
  private static final int NUMBER = 18;
  private static final int SEGMENTS = 26;
  private static final int BEGINS_STREAM = 2;

  private final Map<Integer, Integer> numbers = new HashMap<>();
  private boolean broken;
  private boolean cut;

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (to - from < HEADER_BYTES) {
      cut |= last;
      return 0;
    }
    if (big(bytes, from) != CAPTURE) {
      broken = true;
      return 1;
    }
    int segments = bytes[from + SEGMENTS] & 0xFF;
    if (to - from < HEADER_BYTES + segments) {
      cut |= last;
      return 0;
    }
    page(bytes, from);
    int length = HEADER_BYTES + segments;
    for (int i = 0; i < segments; i++) {
      length += bytes[from + HEADER_BYTES + i] & 0xFF;
    }
    return length;
  }

  @Override
  public void endsWithin(long missing) {
    cut = true;
  }

  /** A page that is missing says nothing of the stream that it was of. */
  @Override
  public boolean broken(int stream) {
    return broken || cut;
  }

  @Override
  public boolean cut() {
    return cut;
  }

  private void page(byte[] bytes, int from) {
    int serial = big(bytes, from + SERIAL);
    int number = Integer.reverseBytes(big(bytes, from + NUMBER));
    boolean begins = (bytes[from + FLAGS] & BEGINS_STREAM) != 0;
    Integer before = numbers.put(serial, number);
    broken |= !begins && before != null && number != before + 1;
  }

  private static int big(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
  }
}
