package org.postura.run;

import java.util.Arrays;

/** Knows new videos again by size and time, or by version, in eight bytes each. */
final class Renames {
  private final boolean wanted;
  private long[] keys = new long[64];
  private int size;
  private boolean sorted;

  /**
   * @param wanted whether there can be an old name
   */
  Renames(boolean wanted) {
    this.wanted = wanted;
  }

  static long key(long sizeBytes, long modifiedMillis, String version) {
    return Digest.shortOf(
        version == null ? sizeBytes + "-" + modifiedMillis : sizeBytes + "-" + version);
  }

  void isNew(long sizeBytes, long modifiedMillis, String version) {
    if (!wanted) {
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size++] = key(sizeBytes, modifiedMillis, version);
    sorted = false;
  }

  /** Whether a new video has this key. */
  boolean has(long key) {
    if (!sorted) {
      Arrays.sort(keys, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(keys, 0, size, key) >= 0;
  }
}
