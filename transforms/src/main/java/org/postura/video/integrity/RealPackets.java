package org.postura.video.integrity;

/**
 * The packets of a RealMedia file: after the header's chunks come those of data, and in them
 * packets that say how long they are. FFmpeg looks for the next that is plausible without a word
 * (rmdec.c, rm_sync).
 */
final class RealPackets implements Structure {
  private static final int CHUNK_HEADER_BYTES = 18;
  private static final int PACKET_HEADER_BYTES = 12;
  private static final int DATA = 0x44415441;
  private static final int INDEX = 0x494E4458;
  private static final int MAX_STREAMS = 64;

  private boolean inData;
  private boolean inIndex;
  private boolean broken;
  private boolean cut;

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (inIndex) {
      return to - from;
    }
    if (to - from < CHUNK_HEADER_BYTES) {
      return 0;
    }
    int name = number(bytes, from, 4);
    if (name == DATA) {
      inData = true;
      return CHUNK_HEADER_BYTES;
    }
    if (name == INDEX) {
      inIndex = true;
      return to - from;
    }
    return inData ? packet(bytes, from) : chunk(bytes, from);
  }

  @Override
  public void endsWithin(long missing) {
    cut = inData && !inIndex;
  }

  @Override
  public boolean broken(int stream) {
    return broken || cut;
  }

  @Override
  public boolean cut() {
    return cut;
  }

  private long chunk(byte[] bytes, int from) {
    long size = Integer.toUnsignedLong(number(bytes, from + 4, 4));
    return Math.max(PACKET_HEADER_BYTES, size);
  }

  /** Version 0 or 1, length, stream and time. */
  private long packet(byte[] bytes, int from) {
    int version = number(bytes, from, 2);
    int length = number(bytes, from + 2, 2);
    int stream = number(bytes, from + 4, 2);
    if (version > 1 || length < PACKET_HEADER_BYTES || stream >= MAX_STREAMS) {
      broken = true;
      return 1;
    }
    return length;
  }

  private static int number(byte[] bytes, int at, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }
}
