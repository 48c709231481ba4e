package org.postura.video.integrity;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The packets of an MPEG transport stream (ISO/IEC 13818-1, 2.4.3.2): each begins with a sync byte,
 * and counts through those of its identifier with four bits.
 */
final class TransportPackets implements Structure {
  private static final int SYNC = 0x47;
  private static final int PACKET_BYTES = 188;

  /** Plain packets; with a time stamp in front, as of Blu-ray; with check bytes behind. */
  private static final int[] STRIDES = {188, 192, 204};

  /** As many packets in a row show where they begin, as FFmpeg thinks too (mpegts.c). */
  private static final int IN_A_ROW = 5;

  private static final int TABLE_OF_PROGRAMS = 0;
  private static final int COUNTS = 16;

  private static final int PIDS = 1 << 13;
  private static final int NONE = -1;

  /** By identifier: the last count, and how many tables of programs had come by then. */
  private final int[] counts = new int[PIDS];

  private final int[] tablesThen = new int[PIDS];
  private final BitSet repeated = new BitSet();
  private final BitSet lost = new BitSet();
  private int tables;
  private int stride;
  private boolean synchronous;
  private boolean begun;
  private boolean outOfStep;
  private boolean cut;

  TransportPackets() {
    Arrays.fill(counts, NONE);
  }

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (!synchronous) {
      return synchronise(bytes, from, to, last);
    }
    if (to - from < PACKET_BYTES) {
      // The file ends within a packet.
      cut |= last && to > from;
      return 0;
    }
    if ((bytes[from] & 0xFF) != SYNC) {
      synchronous = false;
      outOfStep = true;
      return 1;
    }
    packet(bytes, from);
    return stride;
  }

  /** What comes behind a packet's own bytes may be missing after the last. */
  @Override
  public void endsWithin(long missing) {
    // A packet is looked at when all its own bytes are there.
  }

  @Override
  public boolean broken(int stream) {
    return outOfStep || cut || stream >= 0 && lost.get(stream);
  }

  @Override
  public boolean cut() {
    return cut;
  }

  /** Looks for a place from which on sync bytes come at the distance of packets. */
  private int synchronise(byte[] bytes, int from, int to, boolean last) {
    for (int at = from; at < to; at++) {
      if ((bytes[at] & 0xFF) != SYNC) {
        continue;
      }
      int found = strideAt(bytes, at, to);
      if (found > 0) {
        stride = found;
        synchronous = true;
        begun = true;
        return at - from;
      }
      if (!last && to - at <= IN_A_ROW * STRIDES[2]) {
        return at - from;
      }
    }
    return to - from;
  }

  private int strideAt(byte[] bytes, int at, int to) {
    for (int candidate : STRIDES) {
      int row = 1;
      while (row < IN_A_ROW
          && at + row * candidate < to
          && (bytes[at + row * candidate] & 0xFF) == SYNC) {
        row++;
      }
      if (row == IN_A_ROW || begun && candidate == stride && at + row * candidate >= to) {
        return candidate;
      }
    }
    return 0;
  }

  private void packet(byte[] bytes, int at) {
    int pid = (bytes[at + 1] & 0x1F) << 8 | bytes[at + 2] & 0xFF;
    boolean error = (bytes[at + 1] & 0x80) != 0;
    boolean begins = (bytes[at + 1] & 0x40) != 0;
    boolean adapted = (bytes[at + 3] & 0x20) != 0;
    boolean payload = (bytes[at + 3] & 0x10) != 0;
    int count = bytes[at + 3] & 0xF;
    boolean announced = adapted && bytes[at + 4] != 0 && (bytes[at + 5] & 0x80) != 0;
    if (error) {
      lost.set(pid);
    }
    tables += pid == TABLE_OF_PROGRAMS ? 1 : 0;
    int before = counts[pid];
    if (before != NONE && payload && !announced) {
      // One packet may come twice.
      boolean again = count == before && !repeated.get(pid);
      // Recordings that have been joined: the second begins with its tables.
      boolean joined = begins && tables > tablesThen[pid];
      repeated.set(pid, again);
      if (!again && count != (before + 1) % COUNTS && !joined) {
        lost.set(pid);
      }
    }
    tablesThen[pid] = tables;
    if (payload || before == NONE || announced) {
      counts[pid] = count;
    }
  }
}
