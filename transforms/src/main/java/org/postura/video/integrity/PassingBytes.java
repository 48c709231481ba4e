package org.postura.video.integrity;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes that a demuxer reads, in the order of the file, for a look at its structure: no byte is
 * read for that alone. Demuxers go to and fro; what comes ahead of its turn is left out, as it
 * comes again, and where a demuxer never comes back nothing more is seen or said.
 *
 * <p>Costs a copy of the bytes and a look at headers: 0.03 to 0.4 ms a megabyte.
 */
public final class PassingBytes {
  /** Formats show within FFmpeg's probing, which reads up to this and a buffer more. */
  private static final int MAX_EARLY_BYTES = (1 << 20) + (1 << 16);

  private byte[] window = new byte[1 << 12];
  private int kept;
  private long next;
  private long skip;
  private boolean begun;
  private boolean ended;
  private Structure structure;

  /**
   * Begins to look at a file of FFmpeg's format of this name, or lets its bytes pass from now on.
   */
  public void format(String name) {
    begun = true;
    structure =
        switch (name) {
          case "mpegts" -> new TransportPackets();
          case "mov,mp4,m4a,3gp,3g2,mj2" -> new FragmentBoxes();
          case "matroska,webm" -> new MatroskaElements();
          case "asf" -> new AsfPackets();
          case "h264", "hevc", "mpegvideo", "m4v" -> new RawStart(true);
          case "h261", "h263" -> new RawStart(false);
          case "gif" -> new GifBlocks();
          case "rm" -> new RealPackets();
          case "mpeg" -> new ProgramPackets();
          case "ogg" -> new OggPages();
          default -> null;
        };
    if (structure == null) {
      window = null;
    } else {
      follow(false);
    }
  }

  /** These bytes have been read at {@code position} of the file; their buffer stays as it is. */
  public void pass(long position, ByteBuffer bytes) {
    int count = bytes.remaining();
    if (position > next && position - next <= skip) {
      // What lies between is not looked at anyway.
      skip -= position - next;
      next = position;
    }
    if (window == null || position > next || position + count <= next || ended) {
      return;
    }
    ByteBuffer fresh = bytes.duplicate();
    fresh.position(fresh.position() + (int) (next - position));
    next = position + count;
    if (skip >= fresh.remaining()) {
      skip -= fresh.remaining();
      return;
    }
    fresh.position(fresh.position() + (int) skip);
    skip = 0;
    keep(fresh);
    if (begun) {
      follow(false);
    } else if (kept > MAX_EARLY_BYTES) {
      window = null;
    }
  }

  /** The demuxer has come to the end of its data; {@code fileBytes} is the file's size or −1. */
  public void end(long fileBytes) {
    if (structure != null && !ended && (fileBytes < 0 || next == fileBytes)) {
      ended = true;
      follow(true);
      if (skip > 0) {
        structure.endsWithin(skip);
      }
    }
  }

  /** Whether something that belongs to the stream of this AVStream.id is missing or damaged. */
  public boolean broken(int stream) {
    return structure != null && structure.broken(stream);
  }

  /** Whether the file ends within something that its structure knows. */
  public boolean cut() {
    return structure != null && structure.cut();
  }

  private void keep(ByteBuffer fresh) {
    int count = fresh.remaining();
    if (kept + count > window.length) {
      window = Arrays.copyOf(window, Math.max(kept + count, 2 * window.length));
    }
    fresh.get(window, kept, count);
    kept += count;
  }

  private void follow(boolean last) {
    int from = 0;
    while (from < kept) {
      long done = structure.follow(window, from, kept, last);
      if (done <= 0) {
        break;
      }
      if (done > kept - from) {
        skip = done - (kept - from);
        from = kept;
      } else {
        from += (int) done;
      }
    }
    kept -= from;
    System.arraycopy(window, from, window, 0, kept);
  }
}
