package org.postura.transforms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short text that changes when a video's bytes change: size, modification time, and a hash of
 * head and tail, without reading the whole.
 */
final class VideoIdentity {
  /** What is hashed at either end. Head and tail hold an MP4's index wherever it lies. */
  private static final int ENDS_BYTES = 64 * 1024;

  /**
   * Identity of a video that could not be read when the plan was made; equal to nothing that was.
   */
  static final String UNKNOWN = "unknown";

  private VideoIdentity() {}

  static String of(SeekableByteChannel bytes, long modifiedMillis) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size = bytes.size();
      hash(bytes, 0, Math.min(size, ENDS_BYTES), digest);
      hash(bytes, Math.max(ENDS_BYTES, size - ENDS_BYTES), size, digest);
      return "%d-%d-%s"
          .formatted(size, modifiedMillis, HexFormat.of().formatHex(digest.digest(), 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static void hash(SeekableByteChannel bytes, long from, long to, MessageDigest digest)
      throws IOException {
    if (from >= to) {
      return;
    }
    bytes.position(from);
    ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
    while (buffer.hasRemaining() && bytes.read(buffer) >= 0) {
      // Channels of object stores give what they have.
    }
    buffer.flip();
    digest.update(buffer);
  }
}
