package org.postura.video;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One damage of a file as a bad disk or a broken transfer leaves it: zeros, noise or a cut of 512
 * to 4096 bytes anywhere. The same seed, the same damage.
 *
 * @param kind what happened to the bytes
 * @param from the first byte that is not what it was
 * @param bytes how many are not
 * @param seed of the noise
 */
record Damage(Kind kind, int from, int bytes, long seed) {
  private static final int MIN_BYTES = 512;
  private static final int MAX_BYTES = 4096;

  /** What happens to the bytes. */
  enum Kind {
    ZEROS,
    NOISE,
    CUT
  }

  /** A damage anywhere in a file of so many bytes. */
  static Damage of(int fileBytes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    int bytes = Math.min(fileBytes, MIN_BYTES + random.nextInt(MAX_BYTES - MIN_BYTES + 1));
    return new Damage(kind, random.nextInt(fileBytes - bytes + 1), bytes, random.nextLong());
  }

  /** A damaged copy. */
  byte[] apply(byte[] whole) {
    if (kind == Kind.CUT) {
      byte[] shorter = Arrays.copyOf(whole, whole.length - bytes);
      System.arraycopy(whole, from + bytes, shorter, from, whole.length - from - bytes);
      return shorter;
    }
    byte[] damaged = whole.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = from; i < from + bytes; i++) {
      damaged[i] = kind == Kind.ZEROS ? 0 : (byte) random.nextInt();
    }
    return damaged;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s of %d bytes at %d", kind, bytes, from);
  }
}
