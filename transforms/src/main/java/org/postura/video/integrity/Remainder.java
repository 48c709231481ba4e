package org.postura.video.integrity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;

/**
 * What lies in a file behind all that is read of it: players and FFmpeg pass over it in silence,
 * but where it is another video (files that were joined byte by byte) or another page, pictures of
 * it are lost.
 */
public final class Remainder {
  /** How far behind the last picture another beginning is looked for; sound may come between. */
  private static final int WINDOW = 4 << 20;

  private static final int MAX_BOXES = 100_000;
  private static final int HEADER_BYTES = 8;
  private static final int FTYP = 0x66747970;

  private Remainder() {}

  /**
   * Looks for another file in the end of this one.
   *
   * @param format FFmpeg's name of the container
   * @param declaredBytes as {@link DeclaredSize} found it
   * @param lastByte position behind the last packet that was read
   * @return the verdict if there is one
   */
  public static Optional<Verdict> verdict(
      AVIOContext context, long size, String format, long declaredBytes, long lastByte) {
    boolean joined =
        switch (format) {
          case "mov,mp4,m4a,3gp,3g2,mj2" -> joinedIso(context, size);
          case "matroska,webm", "avi", "asf" ->
              declaredBytes > 0
                  && lastByte <= declaredBytes
                  && begins(context, size, declaredBytes);
          case "flv", "gif", "nut", "ivf" -> beginsWithin(context, size, lastByte);
          case "tiff_pipe" -> {
            Tiff tiff = Tiff.read(context, size);
            if (tiff != null && tiff.pages() > 1) {
              yield true;
            }
            yield false;
          }
          default -> false;
        };
    if (!joined) {
      return Optional.empty();
    }
    return Optional.of(
        format.equals("tiff_pipe")
            ? of(
                "The file has more than one page, of which the first was taken; give the pages as"
                    + " files of their own.")
            : of(
                "Another file begins where this one ends, and nothing of it was read; give the"
                    + " parts as files of their own, or join them by a program that makes one video of"
                    + " them."));
  }

  private static Verdict of(String message) {
    return new Verdict(VerdictCode.CORRUPT, message, "");
  }

  /** A second file type box, or another container where no box begins any more. */
  private static boolean joinedIso(AVIOContext context, long size) {
    long at = 0;
    for (int i = 0; i < MAX_BOXES && at + HEADER_BYTES <= size; i++) {
      avformat.avio_seek(context, at, 0);
      long bytes = Integer.toUnsignedLong(avformat.avio_rb32(context));
      int name = avformat.avio_rb32(context);
      if (name == FTYP && at > 0 && i > 1) {
        return true;
      }
      if (bytes == 1) {
        bytes = avformat.avio_rb64(context);
      }
      if (bytes < HEADER_BYTES || bytes > size - at || !letters(name)) {
        return bytes != 0 && begins(context, size, at);
      }
      at += bytes;
    }
    return false;
  }

  private static boolean letters(int name) {
    for (int shift = 0; shift < 32; shift += 8) {
      int letter = name >> shift & 0xFF;
      if (letter < 0x20 || letter > 0x7E && letter != 0xA9) {
        return false;
      }
    }
    return true;
  }

  private static boolean begins(AVIOContext context, long size, long at) {
    byte[] bytes = read(context, at, (int) Math.min(size - at, 64));
    return bytes.length > 0 && (beginsAt(bytes, 0) || beginsAt(bytes, 1));
  }

  private static boolean beginsWithin(AVIOContext context, long size, long from) {
    byte[] bytes = read(context, from, (int) Math.min(size - from, WINDOW));
    for (int i = 0; i < bytes.length; i++) {
      if (beginsAt(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsAt(byte[] bytes, int at) {
    if (at + 16 > bytes.length) {
      return false;
    }
    return switch (bytes[at]) {
      case 'F' -> text(bytes, at, 3).equals("FLV") && bytes[at + 3] == 1 && bytes[at + 8] == 9;
      case 'G' -> text(bytes, at, 6).matches("GIF8[79]a");
      case 'R' -> text(bytes, at, 4).equals("RIFF") && text(bytes, at + 8, 8).equals("AVI LIST");
      case 'n' -> text(bytes, at, 15).equals("nut/multimedia ");
      case 'D' -> text(bytes, at, 4).equals("DKIF") && bytes[at + 6] == 32;
      case 0x1A -> text(bytes, at, 4).equals("\u001a\u0045\u00df\u00a3");
      case 0x30 -> text(bytes, at, 8).equals("\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011");
      case 0 -> text(bytes, at + 4, 4).equals("ftyp");
      default -> false;
    };
  }

  private static String text(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    return new String(bytes, at, Math.max(0, end - at), StandardCharsets.ISO_8859_1);
  }

  private static byte[] read(AVIOContext context, long at, int length) {
    if (length <= 0 || avformat.avio_seek(context, at, 0) != at) {
      return new byte[0];
    }
    byte[] bytes = new byte[length];
    int count = avformat.avio_read(context, bytes, length);
    return java.util.Arrays.copyOf(bytes, Math.max(0, count));
  }
}
