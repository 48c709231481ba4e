package org.postura.run.inputs;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a file's name tells about what it is, for searching directories. Content decides about all
 * that is not surely something else.
 */
final class Kinds {
  /** Whoever names a file so means a video or photo: if it is none, that is a failure. */
  private static final Set<String> PICTURES =
      words(
          "264 265 360 3g2 3gp 3gp2 3gpp 3gpp2 amv apng asf av1 avi avif bmp divx dv f4v flv gif"
              + " h261 h263 h264 h265 heic heics heif heifs hevc hif insp insv ivf jfif jpe jpeg jpg lrf lrv"
              + " m1v m2p m2t m2ts m2v m4v mjpeg mjpg mkv mov mp4 mp4v mpe mpeg mpg mpv mts mxf nut"
              + " obu ogg ogm ogv png qt rm rmvb tif tiff tod trp ts vob webm webp wmv xvid y4m");

  /** Surely neither video nor photo. docs/output.md lists them, too, and a test compares. */
  private static final Set<String> OTHERS =
      words(
          // Text and data.
          "arrow avro bson cfg conf css csv db feather geojson h5 hdf5 htm html ini ipynb json"
              + " json5 jsonl log mat md ndjson npy npz orc parquet pickle pkl properties proto rst"
              + " sql sqlite sqlite3 toml tsv txt xml yaml yml"
              // Subtitles, playlists, and what cameras and players put beside videos.
              + " aae ass bdm bup cpi cue edl fit gpx idx ifo kml lrc m3u m3u8 modd moff mpd mpl"
              + " nfo nmea pls sbv scc smi srt ssa sub ttml vtt xmp xspf"
              // Documents.
              + " bib doc docx epub odp ods odt pages pdf ppt pptx rtf tex xls xlsx"
              // Sound.
              + " aac ac3 aif aiff amr ape caf dts flac m4a m4b mid midi mka mp3 oga opus wav wma"
              // Archives and checksums.
              + " 7z asc bz2 gz jar lz4 md5 rar sfv sha1 sha256 sig tar tgz torrent xz zip zst"
              // Programs, their sources, networks, drawings, fonts, links.
              + " a ai apk bat c cc class cpp cs dll dylib eps exe go h hpp java js jsx kt lib"
              + " lnk mjs msi o onnx otf php pl pt pth ps1 psd py pyc r rb rs safetensors sh so svg"
              + " tflite tsx ttf url webloc whl woff woff2");

  /** Directories of operating systems. */
  private static final Set<String> LITTER = Set.of("$RECYCLE.BIN", "System Volume Information");

  private Kinds() {}

  private static Set<String> words(String words) {
    return Set.copyOf(List.of(words.split(" ")));
  }

  static Stream<String> others() {
    return OTHERS.stream().sorted();
  }

  /** Whether its name says that it is a video or photo. */
  static boolean isPicture(String name) {
    return PICTURES.contains(extension(name));
  }

  /** Whether its name says that it is surely none. */
  static boolean isOther(String name) {
    return OTHERS.contains(extension(name));
  }

  /** Why a file is left out, in the plural of what it is; null if it is looked at. */
  static String leftOut(String name) {
    if (name.startsWith(".")) {
      return "hidden files";
    }
    if (name.startsWith("_")) {
      return "files named _…";
    }
    return isOther(name) ? "." + extension(name) + " files" : null;
  }

  /** Why a directory is not entered; null if it is. */
  static String notEntered(String name) {
    if (name.startsWith(".") || LITTER.contains(name)) {
      return "hidden directories";
    }
    return name.startsWith("_") ? "directories named _…" : null;
  }

  /** Why a file is left out by its path below a directory; null if it is looked at. */
  static String leftOutBelow(String path) {
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      String reason = notEntered(names[i]);
      if (reason != null) {
        return "files in " + reason;
      }
    }
    return leftOut(names[names.length - 1]);
  }

  private static String extension(String name) {
    String stripped = name.strip();
    int dot = stripped.lastIndexOf('.');
    return dot < 0 ? "" : stripped.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
