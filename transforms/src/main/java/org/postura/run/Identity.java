package org.postura.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells a video's bytes from others: size, modification time, and a hash of head and tail,
 * without reading the whole.
 *
 * @param sizeBytes the file's size; −1 if nothing is known of it
 * @param modifiedMillis when it was last changed, ms since 1970
 * @param hash of its first and last 64 KiB, 32 hexadecimal digits; empty if it was not read
 */
public record Identity(long sizeBytes, long modifiedMillis, String hash) {
  /** What is hashed at either end. Head and tail hold an MP4's index wherever it lies. */
  private static final int ENDS_BYTES = 64 * 1024;

  private static final Pattern TEXT = Pattern.compile("(\\d+)-(\\d+)-([0-9a-f]*)");

  /** Of a video that could not be read. */
  public static final Identity UNKNOWN = new Identity(-1, 0, "");

  /** Reads what {@link #toString} wrote, also in the ledgers of earlier versions. */
  public static Identity parse(String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    return matcher.matches()
        ? new Identity(
            Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3))
        : UNKNOWN;
  }

  /** The identity of an open video; its position is moved. */
  public static Identity of(SeekableByteChannel bytes, long modifiedMillis) throws IOException {
    MessageDigest digest = Digest.sha256();
    long size = bytes.size();
    hash(bytes, 0, Math.min(size, ENDS_BYTES), digest);
    hash(bytes, Math.max(ENDS_BYTES, size - ENDS_BYTES), size, digest);
    return new Identity(size, modifiedMillis, HexFormat.of().formatHex(digest.digest(), 0, 16));
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

  @Override
  public String toString() {
    return sizeBytes < 0
        ? "unknown"
        : String.format(Locale.ROOT, "%d-%d-%s", sizeBytes, modifiedMillis, hash);
  }
}
