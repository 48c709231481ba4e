package org.postura.video.integrity;

import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;

/** The boxes of an MP4 or QuickTime file, as far as needed to tell why it can't be read. */
public final class IsoBoxes {
  private static final int HEADER_BYTES = 8;
  private static final int MAX_BOXES = 1000;

  /** Boxes that lead to the data references. */
  private static final Set<Integer> PARENTS =
      Set.of(name("moov"), name("trak"), name("mdia"), name("minf"), name("dinf"));

  private static final int SAMPLE_ENTRIES = name("stsd");
  private static final int ENCRYPTED_VIDEO = name("encv");
  private static final Set<Integer> SAMPLE_PARENTS = Set.of(name("stbl"), SAMPLE_ENTRIES);
  private static final int DATA_REFERENCES = name("dref");

  /** Type, size, version and flags: what is longer names a place. */
  private static final int REFERENCE_BYTES = 12;

  private static final int SAME_FILE = 1;

  private final AVIOContext context;
  private final long size;
  private int visited;

  private IsoBoxes(AVIOContext context, long size) {
    this.context = context;
    this.size = size;
  }

  /** Whether the last box says that it goes on beyond the end of the file. */
  public static boolean cut(AVIOContext context, long size) {
    IsoBoxes boxes = new IsoBoxes(context, size);
    long position = 0;
    while (boxes.another(position, boxes.size)) {
      Box box = boxes.at(position);
      if (box == null) {
        return false;
      }
      if (box.bytes() > boxes.size - position) {
        return true;
      }
      position += box.bytes();
    }
    return false;
  }

  /** Whether a track's data lie in another file; that one is never opened. */
  public static boolean refersElsewhere(AVIOContext context, long size) {
    return new IsoBoxes(context, size).refersElsewhere(0, size);
  }

  /**
   * Whether a track's samples are of the kind "encv", which is how MP4's common encryption (ISO
   * 23001-7) shows in the header; what else shows it may lie with a key server.
   */
  public static boolean encryptedVideo(AVIOContext context, long size) {
    return size > 0 && new IsoBoxes(context, size).encrypted(0, size);
  }

  private boolean encrypted(long from, long to) {
    long position = from;
    while (another(position, to)) {
      Box box = at(position);
      if (box == null) {
        return false;
      }
      long end = Math.min(to, position + box.bytes());
      // Version, flags and a count come before the sample entries.
      long content = box.content() + (box.name() == SAMPLE_ENTRIES ? HEADER_BYTES : 0);
      boolean inside = PARENTS.contains(box.name()) || SAMPLE_PARENTS.contains(box.name());
      if (box.name() == ENCRYPTED_VIDEO || inside && encrypted(content, end)) {
        return true;
      }
      position += box.bytes();
    }
    return false;
  }

  /**
   * A box.
   *
   * @param bytes its length
   * @param content where its content begins
   */
  private record Box(int name, long bytes, long content) {}

  private boolean refersElsewhere(long from, long to) {
    long position = from;
    while (another(position, to)) {
      Box box = at(position);
      if (box == null) {
        return false;
      }
      long end = Math.min(to, position + box.bytes());
      if (PARENTS.contains(box.name()) && refersElsewhere(box.content(), end)
          || box.name() == DATA_REFERENCES && anyElsewhere(box.content(), end)) {
        return true;
      }
      position += box.bytes();
    }
    return false;
  }

  /** Version and flags, a count, and then the references, which look like boxes. */
  private boolean anyElsewhere(long from, long to) {
    long position = from + HEADER_BYTES;
    while (another(position, to)) {
      Box reference = at(position);
      if (reference == null) {
        return false;
      }
      boolean same = (avformat.avio_rb32(context) & SAME_FILE) != 0;
      if (!same && reference.bytes() > REFERENCE_BYTES) {
        return true;
      }
      position += reference.bytes();
    }
    return false;
  }

  private boolean another(long position, long to) {
    return ++visited <= MAX_BOXES && position + HEADER_BYTES <= to;
  }

  /** The box that begins there, or null if it is damaged or open at its end. */
  private Box at(long position) {
    if (avformat.avio_seek(context, position, 0) != position) {
      return null;
    }
    long bytes = Integer.toUnsignedLong(avformat.avio_rb32(context));
    int name = avformat.avio_rb32(context);
    int header = HEADER_BYTES;
    if (bytes == 1) {
      bytes = avformat.avio_rb64(context);
      header = 2 * HEADER_BYTES;
    }
    // 0 means up to the end of the file, whatever that is; less than a header is damage.
    return bytes < header ? null : new Box(name, bytes, position + header);
  }

  private static int name(String text) {
    return text.charAt(0) << 24 | text.charAt(1) << 16 | text.charAt(2) << 8 | text.charAt(3);
  }
}
