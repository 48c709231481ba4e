package org.postura.video.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which formats may be opened. FFmpeg knows some 350, among them playlists and scripts that open
 * further files and URLs; here only containers and pictures that hold their bytes themselves.
 */
final class Formats {
  /** Names of FFmpeg's demuxers, of which a name list such as "mov,mp4,…" is known by one. */
  private static final Set<String> VIDEOS =
      Set.of(
          "mov",
          "matroska",
          "avi",
          "flv",
          "asf",
          "mpeg",
          "mpegts",
          "mpegvideo",
          "m4v",
          "h264",
          "hevc",
          "vvc",
          "av1",
          "obu",
          "ivf",
          "h261",
          "h263",
          "mjpeg",
          "gif",
          "apng",
          "ogg",
          "mxf",
          "nut",
          "rm",
          "dv",
          "gxf",
          "wtv",
          "yuv4mpegpipe",
          "dnxhd",
          "vc1",
          "cavsvideo");

  private static final Set<String> PHOTOS =
      Set.of("jpeg_pipe", "png_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe");

  /** Formats of sound alone, and so no mistake of the person but a file to leave out. */
  private static final Set<String> SOUNDS =
      Set.of(
          "aac", "ac3", "aiff", "amr", "ape", "au", "caf", "dts", "eac3", "flac", "mp3", "tta",
          "truehd", "w64", "wav", "wv");

  private static final Set<String> REFERRING =
      Set.of("concat", "dash", "hls", "imf", "rtp", "rtsp", "sdp", "webm_dash_manifest");

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

  /** Decoders that may be opened: FFmpeg holds many more, for games and oddities of the 1990s. */
  static final String DECODERS =
      String.join(
          ",",
          // What cameras, phones and the web give.
          "h264,hevc,vvc,libaom-av1,vp8,vp9,mpeg1video,mpeg2video,mpeg4,h261,h263,h263p,mjpeg",
          // Editing and archives.
          "prores,dnxhd,cfhd,ffv1,ffvhuff,huffyuv,utvideo,magicyuv,rawvideo,v210,r210,yuv4,dvvideo",
          "jpeg2000,qtrle,png,apng,gif,webp,bmp,tiff,zmbv,lagarith,snow",
          // Older files.
          "msmpeg4v1,msmpeg4v2,msmpeg4,wmv1,wmv2,wmv3,vc1,flv,vp3,vp6,vp6a,vp6f,theora,svq1,svq3",
          "rv10,rv20,rv30,rv40,cinepak,msvideo1,msrle,mjpegb,h263i,cavs,mpegvideo");

  /** What {@code avformat} may open by itself: these formats and nothing that is inside them. */
  static final String DEMUXERS = String.join(",", VIDEOS) + "," + String.join(",", PHOTOS);

  private Formats() {}

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

  /** Whether these first bytes are of an animated WebP, which FFmpeg takes for an empty photo. */
  static boolean animatedWebp(byte[] head) {
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

  /** Whether the demuxer of this name may open the file. */
  static boolean allowed(String name) {
    return VIDEOS.contains(first(name)) || photo(name);
  }

  /** Whether the demuxer of this name reads a single picture. */
  static boolean photo(String name) {
    return PHOTOS.contains(name);
  }

  /** Whether the demuxer of this name reads sound alone. */
  static boolean sound(String name) {
    return SOUNDS.contains(first(name));
  }

  /** Whether the demuxer of this name opens other files or the network. */
  static boolean referring(String name) {
    return REFERRING.contains(first(name));
  }

  private static String first(String name) {
    int comma = name.indexOf(',');
    return comma < 0 ? name : name.substring(0, comma);
  }

  private static String ascii(byte[] head, int from) {
    return new String(head, from, 4, StandardCharsets.ISO_8859_1);
  }
}
