package org.postura.video.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the first bytes of a file tell that FFmpeg doesn't. */
final class Heads {
  /** How text files begin that name other files; FFmpeg's own probing trusts names for some. */
  private static final Map<String, String> PLAYLIST_HEADS =
      Map.ofEntries(
          Map.entry("#extm3u", "a playlist (M3U)"),
          Map.entry("ffconcat", "a list of files (ffconcat)"),
          Map.entry("[playlist]", "a playlist (PLS)"),
          Map.entry("[reference]", "a reference file (ASX)"),
          Map.entry("<asx", "a playlist (ASX)"),
          Map.entry("<smil", "a playlist (SMIL)"),
          Map.entry("<mpd", "a manifest (DASH)"),
          Map.entry("rtsptext", "a stream description (RTSP)"),
          Map.entry("# vobsub index file", "subtitles that lie in another file (VobSub)"),
          Map.entry("v=0\n", "a stream description (SDP)"),
          Map.entry("v=0\r\n", "a stream description (SDP)"));

  private static final List<String> XML_ROOTS = List.of("<mpd", "<smil", "<asx");

  private Heads() {}

  /**
   * What a file is that only names others, judged by its first bytes.
   *
   * @param head the first bytes of the file
   * @return a few words such as "a playlist (M3U)", or nothing if it isn't one
   */
  static Optional<String> playlist(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    String start = (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
    for (Map.Entry<String, String> entry : PLAYLIST_HEADS.entrySet()) {
      if (start.startsWith(entry.getKey())) {
        return Optional.of(entry.getValue());
      }
    }
    if (start.startsWith("<?xml") || start.startsWith("<!--")) {
      for (String root : XML_ROOTS) {
        if (start.contains(root)) {
          return Optional.ofNullable(PLAYLIST_HEADS.get(root));
        }
      }
    }
    return Optional.empty();
  }

  /** What a picture is that FFmpeg takes for none, or for an empty one, if it is known here. */
  static Optional<String> unsupported(byte[] head) {
    if (animatedWebp(head)) {
      return Optional.of("an animated WebP");
    }
    boolean big = starts(head, 'I', 'I', 43, 0) || starts(head, 'M', 'M', 0, 43);
    if (big) {
      return Optional.of("a BigTIFF");
    }
    if (starts(head, 0xFF, 0x0A) || starts(head, 0, 0, 0, 12, 'J', 'X', 'L', ' ')) {
      return Optional.of("a JPEG XL");
    }
    return targa(head) ? Optional.of("a Targa picture (TGA)") : Optional.empty();
  }

  /** Whether these first bytes are a JPEG's. */
  static boolean jpeg(byte[] head) {
    return starts(head, 0xFF, 0xD8, 0xFF);
  }

  /** Whether these first bytes are a PAM's, which FFmpeg knows by its name alone. */
  static boolean pam(byte[] head) {
    return starts(head, 'P', '7', '\n');
  }

  /**
   * Targa has no magic number: this is a header without a name and palette, or with one of 256
   * colours, for 8 to 32 bits a pixel, of a picture that has a size.
   */
  private static boolean targa(byte[] head) {
    if (head.length < 18 || head[0] != 0) {
      return false;
    }
    int type = head[2];
    boolean palette = head[1] == 1 && (type == 1 || type == 9);
    boolean plain = head[1] == 0 && (type == 2 || type == 3 || type == 10 || type == 11);
    boolean noPalette = head[3] == 0 && head[4] == 0 && head[5] == 0 && head[6] == 0;
    boolean sized = (head[12] | head[13]) != 0 && (head[14] | head[15]) != 0;
    boolean origin = head[8] == 0 && head[9] == 0 && head[10] == 0;
    int depth = head[16];
    return (palette || plain && noPalette)
        && sized
        && origin
        && (depth == 8 || depth == 15 || depth == 16 || depth == 24 || depth == 32)
        && (head[17] & 0xC0) == 0;
  }

  private static boolean starts(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean animatedWebp(byte[] head) {
    return head.length > 20
        && "RIFF".equals(ascii(head, 0))
        && "WEBP".equals(ascii(head, 8))
        && "VP8X".equals(ascii(head, 12))
        && (head[20] & 2) != 0;
  }

  /** Whether these first bytes are of an MP4 or QuickTime file. */
  static boolean isoMedia(byte[] head) {
    return head.length >= 8
        && Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "moof", "styp")
            .contains(ascii(head, 4));
  }

  /** Whether these first bytes are of a HEIF file, which may hold a photo (HEIC, AVIF). */
  static boolean heif(byte[] head) {
    return head.length >= 12
        && "ftyp".equals(ascii(head, 4))
        && Set.of(
                "heic", "heix", "heim", "heis", "mif1", "mif2", "miaf", "avif", "1pic", "avis",
                "msf1", "hevc", "hevx")
            .contains(ascii(head, 8));
  }

  private static String ascii(byte[] head, int from) {
    return new String(head, from, 4, StandardCharsets.ISO_8859_1);
  }
}
