package org.postura.video.integrity;

/**
 * The blocks of a GIF (GIF89a specification, section 15 on): a screen, then pictures and
 * extensions, whose data come in chunks that say how long they are, then a trailer. FFmpeg ends
 * where a block is none of these (gifdec.c).
 */
final class GifBlocks implements Structure {
  private static final int SCREEN_BYTES = 13;
  private static final int SCREEN_FLAGS = 10;
  private static final int PICTURE = 0x2C;
  private static final int PICTURE_BYTES = 10;
  private static final int PICTURE_FLAGS = 9;
  private static final int EXTENSION = 0x21;
  private static final int TRAILER = 0x3B;

  /** More than that behind the trailer has been pictures, whose bytes look like one by chance. */
  private static final int MAX_BEHIND = 512;

  /** Some writers end chunks twice. */
  private static final int MAX_STRAY_ZEROS = 8;

  private boolean begun;
  private boolean inChunks;
  private boolean over;
  private boolean broken;
  private boolean cut;
  private int zeros;
  private long behind;

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (over) {
      behind += to - from;
      return to - from;
    }
    int first = bytes[from] & 0xFF;
    if (inChunks) {
      inChunks = first != 0;
      return 1 + first;
    }
    if (to - from < SCREEN_BYTES && !(begun && first == TRAILER)) {
      cut |= last && begun && first != 0;
      return last ? to - from : 0;
    }
    if (!begun) {
      begun = true;
      return SCREEN_BYTES + colours(bytes[from + SCREEN_FLAGS]);
    }
    return block(bytes, from, to, first);
  }

  @Override
  public void endsWithin(long missing) {
    cut = !over;
  }

  @Override
  public boolean broken(int stream) {
    return broken || behind > MAX_BEHIND || cut;
  }

  @Override
  public boolean cut() {
    return cut;
  }

  private long block(byte[] bytes, int from, int to, int first) {
    switch (first) {
      case PICTURE:
        zeros = 0;
        inChunks = true;
        // Behind the colours stands the size of codes.
        return PICTURE_BYTES + colours(bytes[from + PICTURE_FLAGS]) + 1;
      case EXTENSION:
        zeros = 0;
        inChunks = true;
        return 2;
      case 0:
        if (++zeros <= MAX_STRAY_ZEROS) {
          return 1;
        }
        break;
      case TRAILER:
        over = true;
        return 1;
      default:
        break;
    }
    broken = true;
    over = true;
    return to - from;
  }

  private static int colours(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }
}
