package org.postura.run;

/** Digests, in 32 to 64 bytes each. */
final class DigestSet {
  private long[] table = new long[1 << 11];
  private int size;
  private boolean zero;

  /** Adds one; false if it is there. */
  boolean add(Digest digest) {
    if (digest.high() == 0 && digest.low() == 0) { // Stands for an empty place.
      boolean news = !zero;
      zero = true;
      return news;
    }
    if (size * 4 > table.length) {
      grow();
    }
    if (!enter(digest.high(), digest.low())) {
      return false;
    }
    size++;
    return true;
  }

  private boolean enter(long high, long low) {
    int mask = table.length - 2;
    for (int at = (int) low << 1 & mask; ; at = at + 2 & mask) {
      if (table[at] == 0 && table[at + 1] == 0) {
        table[at] = high;
        table[at + 1] = low;
        return true;
      }
      if (table[at] == high && table[at + 1] == low) {
        return false;
      }
    }
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (int at = 0; at < old.length; at += 2) {
      if (old[at] != 0 || old[at + 1] != 0) {
        enter(old[at], old[at + 1]);
      }
    }
  }
}
