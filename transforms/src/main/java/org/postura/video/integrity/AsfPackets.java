package org.postura.video.integrity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The data packets of an ASF file (WMV), all of one size, and the media objects in them: each
 * stream counts its objects through, and every piece of one says where in it it lies (Advanced
 * Systems Format specification 01.20.03, 5.2). FFmpeg leaves out what does not fit and says
 * nothing.
 */
final class AsfPackets implements Structure {
  /** First halves of the objects' 16-byte names, as little-endian numbers. */
  private static final long HEADER = 0x11CF668E75B22630L;

  private static final long DATA = 0x11CF668E75B22636L;
  private static final long FILE_PROPERTIES = 0x11CFA9478CABDCA1L;

  private static final int OBJECT_HEADER_BYTES = 24;
  private static final int HEADER_OBJECT_BYTES = 30;
  private static final int DATA_HEADER_BYTES = 50;
  private static final int FLAGS = 88;
  private static final int SMALLEST_PACKET = 92;
  private static final int LARGEST_PACKET = 96;
  private static final int MAX_PACKET_BYTES = 1 << 16;
  private static final int LIVE = 1;

  private final Map<Integer, MediaObject> objects = new HashMap<>();
  private int packetBytes;
  private boolean live;
  private boolean inData;
  private boolean over;
  private boolean headerRead;
  private long left = Long.MAX_VALUE;
  private boolean broken;

  /** What has come of the last object of a stream, and what was missing before. */
  private static final class MediaObject {
    private int number = -1;
    private long size;
    private long received;
    private boolean broken;

    void piece(int pieceNumber, long offset, long bytes, long objectBytes) {
      if (offset == 0 && pieceNumber != number) {
        broken |= number >= 0 && (received != size || pieceNumber != (number + 1 & 0xFF));
        number = pieceNumber;
        size = objectBytes;
        received = bytes;
      } else {
        broken |= pieceNumber != number || offset != received;
        received = offset + bytes;
      }
    }
  }

  @Override
  public long follow(byte[] bytes, int from, int to, boolean last) {
    if (over || packetBytes == 0 && inData) {
      return to - from;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (inData) {
      return packets(buffer, from, to);
    }
    if (to - from < DATA_HEADER_BYTES) {
      return 0;
    }
    if (!headerRead) {
      headerRead = true;
      over = buffer.getLong(from) != HEADER;
      return HEADER_OBJECT_BYTES;
    }
    return object(buffer, from, to);
  }

  @Override
  public void endsWithin(long missing) {
    // The header says how long the file is.
  }

  @Override
  public boolean broken(int stream) {
    MediaObject object = objects.get(stream);
    return broken || object != null && (object.broken || !live && object.received != object.size);
  }

  @Override
  public boolean cut() {
    return false;
  }

  private long object(ByteBuffer buffer, int from, int to) {
    long name = buffer.getLong(from);
    long size = buffer.getLong(from + 16);
    if (name == DATA) {
      inData = true;
      left = live || size <= DATA_HEADER_BYTES ? Long.MAX_VALUE : size - DATA_HEADER_BYTES;
      return DATA_HEADER_BYTES;
    }
    if (name == FILE_PROPERTIES) {
      if (to - from < LARGEST_PACKET + 4) {
        return 0;
      }
      live = (buffer.getInt(from + FLAGS) & LIVE) != 0;
      int smallest = buffer.getInt(from + SMALLEST_PACKET);
      boolean even = smallest == buffer.getInt(from + LARGEST_PACKET);
      packetBytes = even && smallest > 0 && smallest <= MAX_PACKET_BYTES ? smallest : 0;
    }
    return Math.max(OBJECT_HEADER_BYTES, size);
  }

  private long packets(ByteBuffer buffer, int from, int to) {
    if (left < packetBytes) {
      over = true;
      return to - from;
    }
    if (to - from < packetBytes) {
      return 0;
    }
    left -= packetBytes;
    broken |= !packet(buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(from));
    return packetBytes;
  }

  /** Takes a packet apart (5.2.1 to 5.2.3); false if that can't be done. */
  private boolean packet(ByteBuffer at) {
    int end = at.position() + packetBytes;
    int flags = at.get() & 0xFF;
    if ((flags & 0x80) != 0) {
      at.position(at.position() + (flags & 0xF));
      flags = at.get() & 0xFF;
    }
    int properties = at.get() & 0xFF;
    long length = number(at, flags >> 5, packetBytes);
    number(at, flags >> 1, 0);
    long padding = number(at, flags >> 3, 0);
    at.position(at.position() + 6);
    boolean several = (flags & 1) != 0;
    int payloads = several ? at.get() & 0xFF : 1;
    long dataEnd = end - padding - (length < packetBytes ? packetBytes - length : 0);
    if (length > packetBytes || dataEnd < at.position()) {
      return false;
    }
    for (int i = 0; i < (several ? payloads & 0x3F : 1); i++) {
      if (!payload(at, end, dataEnd, properties, several ? payloads >> 6 : -1)) {
        return false;
      }
    }
    return true;
  }

  private boolean payload(
      ByteBuffer at, int end, long dataEnd, int properties, int lengthOfLength) {
    if (at.position() + 16 > end && at.position() + 2 > dataEnd) {
      return false;
    }
    if (at.limit() - at.position() < 32) {
      return true;
    }
    int stream = at.get() & 0x7F;
    long number = number(at, properties >> 4, 0);
    long offset = number(at, properties >> 2, 0);
    long replicated = number(at, properties, 0);
    if (at.position() + replicated > dataEnd) {
      return false;
    }
    boolean compressed = replicated == 1;
    long objectBytes = replicated >= 8 ? Integer.toUnsignedLong(at.getInt(at.position())) : -1;
    at.position(at.position() + (int) replicated);
    long bytes = lengthOfLength < 0 ? dataEnd - at.position() : number(at, lengthOfLength, 0);
    if (bytes < 0 || at.position() + bytes > end) {
      return false;
    }
    at.position(at.position() + (int) bytes);
    if (!compressed && objectBytes >= 0) {
      objects
          .computeIfAbsent(stream, key -> new MediaObject())
          .piece((int) number & 0xFF, offset, bytes, objectBytes);
    }
    return true;
  }

  /** A number of no, one, two or four bytes. */
  private static long number(ByteBuffer at, int type, long absent) {
    return switch (type & 3) {
      case 1 -> at.get() & 0xFF;
      case 2 -> at.getShort() & 0xFFFF;
      case 3 -> Integer.toUnsignedLong(at.getInt());
      default -> absent;
    };
  }
}
