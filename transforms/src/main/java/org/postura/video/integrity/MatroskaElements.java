package org.postura.video.integrity;

import java.util.Set;

/**
 * The elements of a Matroska or WebM file (RFC 9559; EBML is RFC 8794) down to a cluster's blocks.
 * FFmpeg's demuxer passes over what it does not know, and noise may look like that; no writer puts
 * anything but these there.
 */
final class MatroskaElements implements Structure {
  private static final int MAX_HEADER_BYTES = 12;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;

  private static final Set<Integer> KNOWN =
      Set.of(
          0x1A45DFA3, // EBML
          0x114D9B74, // SeekHead
          0x1549A966, // Info
          0x1654AE6B, // Tracks
          0x1C53BB6B, // Cues
          0x1254C367, // Tags
          0x1043A770, // Chapters
          0x1941A469, // Attachments
          0xEC, // Void
          0xBF, // CRC-32
          0xE7, // Timestamp
          0xAB, // PrevSize
          0xA7, // Position
          0x5854, // SilentTracks
          0xA3, // SimpleBlock
          0xA0, // BlockGroup
          0xAF); // EncryptedBlock

  private long segmentEnd = Long.MAX_VALUE;
  private long position;
  private boolean over;
  private boolean broken;

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (over || position >= segmentEnd) {
      return to - from;
    }
    if (to - from < MAX_HEADER_BYTES) {
      return 0;
    }
    int nameBytes = bytes(bytes[from]);
    int sizeBytes = nameBytes > 4 ? 9 : bytes(bytes[from + nameBytes]);
    if (sizeBytes > 8) {
      return giveUp(to - from);
    }
    int name = (int) number(bytes, from, nameBytes);
    long size = number(bytes, from + nameBytes, sizeBytes) & (1L << 7 * sizeBytes) - 1;
    boolean unknown = size == (1L << 7 * sizeBytes) - 1;
    long header = nameBytes + sizeBytes;
    if (name == SEGMENT) {
      segmentEnd = unknown ? Long.MAX_VALUE : position + header + size;
    } else if (name != CLUSTER) {
      if (!KNOWN.contains(name) || unknown) {
        return giveUp(to - from);
      }
      header += size;
    }
    position += header;
    return header;
  }

  @Override
  public void endsWithin(long missing) {
    // The segment says how long it is, and FFmpeg complains of a block that is cut.
  }

  @Override
  public boolean broken(int stream) {
    return broken;
  }

  @Override
  public boolean cut() {
    return false;
  }

  private long giveUp(long rest) {
    over = true;
    broken = true;
    return rest;
  }

  /** How many bytes a number has that begins so. */
  private static int bytes(byte first) {
    return Integer.numberOfLeadingZeros(first & 0xFF) - 23;
  }

  private static long number(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }
}
