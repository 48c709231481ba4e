package org.postura.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rewrites boxes of MP4 files. */
final class BoxBytes {
  private BoxBytes() {}

  /** The same video with its pictures in another file: only the index is left. */
  static byte[] withExternalData(byte[] mp4, String url) {
    byte[] name = (url + "\0").getBytes(StandardCharsets.ISO_8859_1);
    int entry = find(mp4, "url ") - 4;
    ByteBuffer out = ByteBuffer.allocate(mp4.length + name.length);
    out.put(mp4, 0, entry + 12).put(name).put(mp4, entry + 12, mp4.length - entry - 12);
    out.put(entry + 11, (byte) 0);
    grow(out, entry, name.length);
    for (String box : new String[] {"dref", "dinf", "minf", "mdia", "trak", "moov"}) {
      grow(out, find(mp4, box) - 4, name.length);
    }
    byte[] bytes = out.array();
    int data = find(bytes, "mdat");
    if (data < find(bytes, "moov")) {
      Arrays.fill(bytes, data + 4, find(bytes, "moov") - 4, (byte) 0);
    }
    return bytes;
  }

  /** The same fragmented video as if its clock had run for so many ticks before it began. */
  static byte[] withLaterFragments(byte[] mp4, long ticks) {
    ByteBuffer bytes = ByteBuffer.wrap(mp4.clone());
    int versionAt = find(mp4, "tfdt") + 4;
    if (bytes.get(versionAt) != 1) {
      throw new IllegalArgumentException("times of 64 bits are wanted");
    }
    bytes.putLong(versionAt + 4, bytes.getLong(versionAt + 4) + ticks);
    return bytes.array();
  }

  private static void grow(ByteBuffer bytes, int box, int by) {
    bytes.putInt(box, bytes.getInt(box) + by);
  }

  private static int find(byte[] bytes, String name) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name);
  }
}
