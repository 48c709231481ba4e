package org.postura.video.integrity;

/**
 * How a stream without a container begins: with a start code. FFmpeg looks for the first, wherever
 * it is, so that a lost first picture leaves nothing else behind.
 */
final class RawStart implements Structure {
  private static final int LOOKED_AT = 32;

  /** Zeros may come before a start code (ITU-T H.264, B.1.1), which nobody makes use of. */
  private static final int MAX_ZEROS = 16;

  private final boolean wholeBytes;
  private boolean broken;

  /**
   * @param wholeBytes whether start codes are 00 00 01, and not 00 01 0 (H.261) or 00 00 8 (H.263)
   */
  RawStart(boolean wholeBytes) {
    this.wholeBytes = wholeBytes;
  }

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (to - from < LOOKED_AT) {
      return 0;
    }
    int at = from;
    while (at < to && bytes[at] == 0) {
      at++;
    }
    int zeros = at - from;
    int behind = at < to ? bytes[at] & 0xFF : 0;
    broken =
        zeros > MAX_ZEROS
            || (wholeBytes
                ? zeros < 2 || behind != 1
                : !(zeros == 1 && behind == 1 || zeros == 2 && behind >>> 2 == 0x20));
    return Long.MAX_VALUE;
  }

  @Override
  public void endsWithin(long missing) {
    // All is passed over.
  }

  @Override
  public boolean cut() {
    return false;
  }

  @Override
  public boolean broken(int stream) {
    return broken;
  }
}
