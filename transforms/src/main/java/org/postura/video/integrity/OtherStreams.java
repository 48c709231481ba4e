package org.postura.video.integrity;

import java.util.HashMap;
import java.util.Map;

/**
 * Video streams beside the one that is decoded. Where one begins after the last byte of ours, it
 * was recorded next and not at the same time: transport streams that have been joined, or a
 * broadcaster's change of packet identifiers.
 */
public final class OtherStreams {
  private final Map<Integer, Other> others = new HashMap<>();
  private long last = -1;

  /** Where a stream begins in the file, and how many pictures it has. */
  private record Other(long first, long packets) {
    Other and(Other more) {
      return new Other(Math.min(first, more.first), packets + more.packets);
    }
  }

  /** A packet of the stream that is decoded begins there in the file; −1 if nobody knows. */
  public void ours(long position) {
    last = Math.max(last, position);
  }

  public void other(int stream, long position) {
    if (position >= 0) {
      others.merge(stream, new Other(position, 1), Other::and);
    }
  }

  /** Pictures of streams that go on where ours ends. */
  public long following() {
    return others.values().stream()
        .filter(other -> other.first() > last)
        .mapToLong(Other::packets)
        .sum();
  }
}
