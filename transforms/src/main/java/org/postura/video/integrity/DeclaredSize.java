package org.postura.video.integrity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;

/**
 * How many bytes the file should have, as its own header says: FFmpeg reads formats without a frame
 * index up to wherever they end, and a cut file passes for a shorter video.
 */
public final class DeclaredSize {
  /** What nobody declared. */
  public static final long UNKNOWN = 0;

  private static final int RIFF = 0x46464952;
  private static final long RIFF_HEADER_BYTES = 8;

  /** The form of what follows the first gigabyte of an AVI, and is read first to last likewise. */
  private static final int AVIX = 0x58495641;

  private static final int MAX_RIFFS = 1000;

  /** Writers that can't go back leave the largest numbers standing. */
  private static final long RIFF_STREAMED = 0xFFFF_FF00L;

  private static final int EBML = 0x1A45DFA3;
  private static final int MATROSKA_SEGMENT = 0x18538067;

  /** First halves of ASF's 16-byte names, as little-endian numbers. */
  private static final long ASF_HEADER = 0x11CF668E75B22630L;

  private static final long ASF_FILE_PROPERTIES = 0x11CFA9478CABDCA1L;
  private static final int ASF_SIZE_OFFSET = 40;
  private static final int ASF_FLAGS_OFFSET = 88;

  private DeclaredSize() {}

  /**
   * Reads AVI, WebP, Matroska, WebM and ASF.
   *
   * @param head the first bytes of the file
   * @return bytes, or {@link #UNKNOWN}
   */
  public static long of(byte[] head) {
    if (head.length < 16) {
      return UNKNOWN;
    }
    ByteBuffer little = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer big = ByteBuffer.wrap(head);
    if (little.getInt(0) == RIFF) {
      long size = Integer.toUnsignedLong(little.getInt(4));
      return size == 0 || size >= RIFF_STREAMED ? UNKNOWN : size + RIFF_HEADER_BYTES;
    }
    if (big.getInt(0) == EBML) {
      return matroska(big);
    }
    if (little.getLong(0) == ASF_HEADER) {
      return asf(little);
    }
    return UNKNOWN;
  }

  /**
   * Where an AVI ends that goes on after what its first header counts, as those of more than a
   * gigabyte do.
   *
   * @param size bytes in the file
   * @param first where the first part ends
   * @return the end of the last part that has begun; the input stands at the beginning again
   */
  public static long ofAllParts(AVIOContext context, long size, long first) {
    long end = first;
    for (int part = 0; part < MAX_RIFFS && end > 0 && end < size; part++) {
      // Parts begin at even places.
      long begin = end + (end & 1);
      if (avformat.avio_seek(context, begin, 0) != begin || avformat.avio_rl32(context) != RIFF) {
        break;
      }
      long bytes = Integer.toUnsignedLong(avformat.avio_rl32(context));
      if (avformat.avio_rl32(context) != AVIX || bytes == 0 || bytes >= RIFF_STREAMED) {
        break;
      }
      end = begin + RIFF_HEADER_BYTES + bytes;
    }
    avformat.avio_seek(context, 0, 0);
    return end;
  }

  /** The EBML header, then the segment, which is all the rest unless several are joined. */
  private static long matroska(ByteBuffer head) {
    long headerBytes = vint(head, 4);
    int segment = (int) Math.min(4 + vintBytes(head, 4) + headerBytes, Integer.MAX_VALUE - 16);
    if (headerBytes < 0
        || segment + 12 > head.limit()
        || head.getInt(segment) != MATROSKA_SEGMENT) {
      return UNKNOWN;
    }
    long segmentBytes = vint(head, segment + 4);
    return segmentBytes < 0 ? UNKNOWN : segment + 4 + vintBytes(head, segment + 4) + segmentBytes;
  }

  /** A number of 1 to 8 bytes; −1 for the one of ones alone, which means that it isn't known. */
  private static long vint(ByteBuffer head, int at) {
    int bytes = vintBytes(head, at);
    long value = head.get(at) & (0xFF >> bytes);
    for (int i = 1; i < bytes && at + i < head.limit(); i++) {
      value = value << 8 | head.get(at + i) & 0xFF;
    }
    return value == (1L << 7 * bytes) - 1 ? -1 : value;
  }

  private static int vintBytes(ByteBuffer head, int at) {
    return Math.min(8, Integer.numberOfLeadingZeros(head.get(at) & 0xFF) - 23);
  }

  private static long asf(ByteBuffer head) {
    for (int at = 0; at + ASF_FLAGS_OFFSET + 4 <= head.limit(); at++) {
      if (head.getLong(at) == ASF_FILE_PROPERTIES) {
        boolean live = (head.getInt(at + ASF_FLAGS_OFFSET) & 1) != 0;
        long size = head.getLong(at + ASF_SIZE_OFFSET);
        return live || size <= 0 ? UNKNOWN : size;
      }
    }
    return UNKNOWN;
  }
}
