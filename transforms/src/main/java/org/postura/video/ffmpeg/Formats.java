package org.postura.video.ffmpeg;

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
      Set.of(
          "jpeg_pipe",
          "png_pipe",
          "webp_pipe",
          "bmp_pipe",
          "tiff_pipe",
          "j2k_pipe",
          "ppm_pipe",
          "pgm_pipe",
          "pbm_pipe",
          "pam_pipe");

  /** Videos of games, of studios and of long ago, which FFmpeg knows and nobody here decodes. */
  private static final Set<String> OTHER_VIDEOS =
      Set.of(
          "4xm",
          "apv",
          "avs",
          "avs2",
          "avs3",
          "bethsoftvid",
          "bfi",
          "bink",
          "c93",
          "cine",
          "dfa",
          "dirac",
          "dhav",
          "dxa",
          "ea",
          "evc",
          "film_cpk",
          "filmstrip",
          "flic",
          "frm",
          "gdv",
          "hnm",
          "iff",
          "ifv",
          "ingenient",
          "ipmovie",
          "ipu",
          "iv8",
          "jv",
          "jpegxl_anim",
          "kux",
          "lmlm4",
          "lvf",
          "lxf",
          "mjpeg_2000",
          "mm",
          "moflex",
          "mtv",
          "mv",
          "mvi",
          "mxg",
          "nc",
          "nsv",
          "nuv",
          "paf",
          "pmp",
          "pva",
          "r3d",
          "rl2",
          "roq",
          "rpl",
          "sdx",
          "ser",
          "sga",
          "siff",
          "smjpeg",
          "smk",
          "smush",
          "swf",
          "thp",
          "tiertexseq",
          "tmv",
          "txd",
          "ty",
          "vc1test",
          "vividas",
          "vivo",
          "vmd",
          "wc3movie",
          "wsvqa",
          "xmv",
          "yop");

  /** Compressions of TIFF that this build of FFmpeg decodes: none, fax, LZW, Deflate, PackBits. */
  private static final Set<Integer> TIFF = Set.of(1, 2, 3, 4, 5, 8, 32773, 32946);

  /** Formats of sound alone, and so no mistake of the person but a file to leave out. */
  private static final Set<String> SOUNDS =
      Set.of(
          "aac", "ac3", "aiff", "amr", "ape", "au", "caf", "dts", "eac3", "flac", "mp3", "tta",
          "truehd", "w64", "wav", "wv");

  private static final Set<String> REFERRING =
      Set.of("concat", "dash", "hls", "imf", "rtp", "rtsp", "sdp", "webm_dash_manifest");

  /** Decoders that may be opened: FFmpeg holds many more, for games and oddities of the 1990s. */
  static final String DECODERS =
      String.join(
          ",",
          // What cameras, phones and the web give.
          "h264,hevc,vvc,libaom-av1,vp8,vp9,mpeg1video,mpeg2video,mpeg4,h261,h263,h263p,mjpeg",
          // Editing and archives.
          "prores,dnxhd,cfhd,ffv1,ffvhuff,huffyuv,utvideo,magicyuv,rawvideo,v210,r210,yuv4,dvvideo",
          "jpeg2000,qtrle,png,apng,gif,webp,bmp,tiff,zmbv,lagarith,snow,hap,dirac",
          "ppm,pgm,pbm,pam",
          // Recordings of screens.
          "flashsv,flashsv2,camtasia",
          // Older files.
          "msmpeg4v1,msmpeg4v2,msmpeg4,wmv1,wmv2,wmv3,vc1,flv,vp3,vp6,vp6a,vp6f,theora,svq1,svq3",
          "rv10,rv20,rv30,rv40,cinepak,msvideo1,msrle,mjpegb,h263i,cavs,mpegvideo");

  /** What {@code avformat} may open by itself: these formats and nothing that is inside them. */
  static final String DEMUXERS = String.join(",", VIDEOS) + "," + String.join(",", PHOTOS);

  private Formats() {}

  /** Whether the demuxer of this name may open the file. */
  static boolean allowed(String name) {
    return VIDEOS.contains(first(name)) || photo(name);
  }

  /** Whether the demuxer of this name reads a single picture. */
  static boolean photo(String name) {
    return PHOTOS.contains(name);
  }

  /** Whether the demuxer of this name reads pictures of a kind that is not decoded here. */
  static boolean otherPhoto(String name) {
    return name.endsWith("_pipe") && !photo(name);
  }

  /** Whether the demuxer of this name reads videos of a kind that is not decoded here. */
  static boolean otherVideo(String name) {
    return OTHER_VIDEOS.contains(first(name));
  }

  /** The kind of picture that such a demuxer reads: "a picture of the kind exr". */
  static String kind(String name) {
    return "a picture of the kind " + name.substring(0, name.lastIndexOf('_'));
  }

  /** Whether a TIFF with this scheme of compression can be decoded. */
  static boolean tiffCompression(int scheme) {
    return TIFF.contains(scheme);
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
}
