package org.postura.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 128 bits of a text's SHA-256: short enough to be held a million times, and not to be met twice by
 * chance nor by somebody who tries.
 *
 * @param high the first 64 bits
 * @param low the next 64
 */
record Digest(long high, long low) {
  static Digest of(String text) {
    ByteBuffer sum = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    return new Digest(sum.getLong(), sum.getLong());
  }

  /** 64 bits of it, for what is compared and not looked up; 0 for null. */
  static long shortOf(String text) {
    return text == null ? 0 : of(text).high();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
