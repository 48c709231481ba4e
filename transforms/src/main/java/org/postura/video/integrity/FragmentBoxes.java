package org.postura.video.integrity;

/**
 * The boxes of an MP4 of fragments (ISO/IEC 14496-12, 4.2 and 8.8): each fragment says what it
 * holds, and nothing says how many there are, so that one with a damaged head is missed by nobody.
 * The tables of other MP4 files count all their frames.
 */
final class FragmentBoxes implements Structure {
  private static final int HEADER_BYTES = 16;
  private static final int FRAGMENT = 0x6D6F6F66;
  private static final int MAX_NAME = 0x7A;

  private boolean fragments;
  private boolean lost;
  private boolean contentBehind;

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (lost) {
      for (int at = from; at < to && !contentBehind; at++) {
        contentBehind = bytes[at] != 0;
      }
      return to - from;
    }
    if (to - from < HEADER_BYTES) {
      return last ? to - from : 0;
    }
    long size = number(bytes, from);
    long name = number(bytes, from + 4);
    fragments |= name == FRAGMENT;
    if (size == 1) {
      size = number(bytes, from + 8) << 32 | number(bytes, from + 12);
    }
    if (size < 8 || !named(bytes, from + 4)) {
      lost = true;
      // The last box may say that it goes on to the end.
      contentBehind = size != 0 || !named(bytes, from + 4) && name != 0;
      return size == 0 && named(bytes, from + 4) ? Long.MAX_VALUE : 8;
    }
    return size;
  }

  @Override
  public void endsWithin(long missing) {
    // The fragments' own tables tell what lies behind the end.
  }

  @Override
  public boolean broken(int stream) {
    return fragments && lost && contentBehind;
  }

  @Override
  public boolean cut() {
    return false;
  }

  private static boolean named(byte[] bytes, int at) {
    for (int i = 0; i < 4; i++) {
      int letter = bytes[at + i] & 0xFF;
      // Letters, digits and blanks, and the sign that Apple's names begin with.
      if (letter != 0xA9 && (letter < ' ' || letter > MAX_NAME)) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
  }
}
