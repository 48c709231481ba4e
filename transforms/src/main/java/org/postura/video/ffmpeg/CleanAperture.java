package org.postura.video.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;

/**
 * What a HEIF file crops of a photo made of tiles (its property {@code clap}, ISO 14496-12): of
 * single pictures FFmpeg tells it, of tiles it doesn't.
 */
final class CleanAperture {
  private static final int HEADER_BYTES = 8;
  private static final int FULL_BYTES = 4;
  private static final int MAX_BOXES = 10_000;
  private static final int CLAP = name("clap");

  private final AVIOContext context;
  private final long size;
  private int visited;

  private CleanAperture(AVIOContext context, long size) {
    this.context = context;
    this.size = size;
  }

  /**
   * Looks for it; the input is moved.
   *
   * @param item number of the photo among the file's items
   * @param width the photo's before, in pixels
   * @param height the photo's before, in pixels
   */
  static Cropping of(AVIOContext context, long size, long item, int width, int height) {
    if (size <= 0) {
      return Cropping.NONE;
    }
    return new CleanAperture(context, size).find(item, width, height);
  }

  /** A box; {@code content} is where its content begins. */
  private record Box(int name, long content, long end) {}

  private Cropping find(long item, int width, int height) {
    Box meta = child(0, size, name("meta"));
    Box properties =
        meta == null ? null : child(meta.content() + FULL_BYTES, meta.end(), name("iprp"));
    if (properties == null) {
      return Cropping.NONE;
    }
    Box container = child(properties.content(), properties.end(), name("ipco"));
    Box associations = child(properties.content(), properties.end(), name("ipma"));
    if (container == null || associations == null) {
      return Cropping.NONE;
    }
    List<Box> all = children(container.content(), container.end());
    for (int number : associated(associations, item)) {
      if (number >= 1 && number <= all.size() && all.get(number - 1).name() == CLAP) {
        return cropping(all.get(number - 1), width, height);
      }
    }
    return Cropping.NONE;
  }

  /** Fractions: width, height, and how far its middle is off the picture's, right and down. */
  private Cropping cropping(Box clap, int width, int height) {
    avformat.avio_seek(context, clap.content(), 0);
    double across = fraction();
    double down = fraction();
    double right = fraction();
    double below = fraction();
    long left = Math.round((width - across) / 2 + right);
    long top = Math.round((height - down) / 2 + below);
    long restRight = width - left - Math.round(across);
    long restBottom = height - top - Math.round(down);
    boolean within = left >= 0 && top >= 0 && restRight >= 0 && restBottom >= 0;
    return within ? new Cropping(top, restBottom, left, restRight) : Cropping.NONE;
  }

  private double fraction() {
    double numerator = avformat.avio_rb32(context);
    return numerator / avformat.avio_rb32(context);
  }

  /** The numbers, from 1, of the item's properties. */
  private List<Integer> associated(Box box, long item) {
    List<Integer> numbers = new ArrayList<>();
    avformat.avio_seek(context, box.content(), 0);
    int head = avformat.avio_rb32(context);
    boolean wideItems = head >>> 24 >= 1;
    boolean wideNumbers = (head & 1) != 0;
    long entries = Integer.toUnsignedLong(avformat.avio_rb32(context));
    for (long i = 0; i < entries && avformat.avio_tell(context) < box.end(); i++) {
      long of =
          wideItems
              ? Integer.toUnsignedLong(avformat.avio_rb32(context))
              : avformat.avio_rb16(context);
      int count = avformat.avio_r8(context);
      for (int j = 0; j < count; j++) {
        int number =
            wideNumbers ? avformat.avio_rb16(context) & 0x7FFF : avformat.avio_r8(context) & 0x7F;
        if (of == item) {
          numbers.add(number);
        }
      }
    }
    return numbers;
  }

  private Box child(long from, long to, int name) {
    for (Box box : children(from, to)) {
      if (box.name() == name) {
        return box;
      }
    }
    return null;
  }

  private List<Box> children(long from, long to) {
    List<Box> boxes = new ArrayList<>();
    long at = from;
    while (at + HEADER_BYTES <= to && ++visited < MAX_BOXES) {
      avformat.avio_seek(context, at, 0);
      long bytes = Integer.toUnsignedLong(avformat.avio_rb32(context));
      int name = avformat.avio_rb32(context);
      long content = at + HEADER_BYTES;
      if (bytes == 1) {
        bytes = avformat.avio_rb64(context);
        content += HEADER_BYTES;
      }
      if (bytes < content - at || bytes > to - at) {
        break;
      }
      boxes.add(new Box(name, content, at + bytes));
      at += bytes;
    }
    return boxes;
  }

  private static int name(String text) {
    return text.charAt(0) << 24 | text.charAt(1) << 16 | text.charAt(2) << 8 | text.charAt(3);
  }
}
