package org.postura.run.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.postura.store.Location;

/**
 * Paths of outputs made of paths of videos: the same every night, valid wherever they are written,
 * and different for different videos.
 *
 * <ul>
 *   <li>Bytes that are not UTF-8 are written as {@code %FF}; such a name gets a mark, {@code ~} and
 *       8 hexadecimal digits of its SHA-256, before its extension.
 *   <li>A name that is longer than 255 bytes with the output's extension is cut, and gets such a
 *       mark.
 *   <li>A directory whose name ends like a landmark file's gets a {@code ~}, so that {@code a} and
 *       {@code a.avro/b} do not meet.
 *   <li>Of object names, empty parts, {@code .} and {@code ..} become {@code %2F}, {@code %2E} and
 *       {@code %2E%2E}.
 * </ul>
 */
final class OutputPath {
  /** What file systems take. */
  private static final int MAX_NAME_BYTES = 255;

  /** A longer one is no extension, but a name with a dot in it. */
  private static final int MAX_EXTENSION_BYTES = 12;

  private static final Set<String> LANDMARK_FILES = Set.of("avro", "jsonl", "parquet");

  private OutputPath() {}

  /** The path of a local file below a directory. */
  static String of(Path relative) {
    StringBuilder path = new StringBuilder();
    for (Path name : relative) {
      path.append(path.length() == 0 ? "" : "/").append(part(name));
    }
    return path.toString();
  }

  private static String part(Path name) {
    String text = name.toString();
    if (Location.of(name).text().equals(text)) {
      return part(text);
    }
    byte[] bytes = bytesOf(name);
    return marked(escaped(bytes), bytes);
  }

  /** The bytes of a name that is not text; Java shows them in URIs alone. */
  private static byte[] bytesOf(Path name) {
    Path root = name.getFileSystem().getRootDirectories().iterator().next();
    String uri = root.resolve(name).toUri().getRawPath().substring(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < uri.length() && uri.charAt(i) != '/'; i++) {
      boolean escape = uri.charAt(i) == '%';
      bytes.write(escape ? Integer.parseInt(uri, i + 1, i + 3, 16) : uri.charAt(i));
      i += escape ? 2 : 0;
    }
    return bytes.toByteArray();
  }

  /** The text that the bytes are, and escapes where they are none. */
  private static String escaped(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(3 * bytes.length);
    CharsetDecoder decoder = UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, /* endOfInput= */ true);
    while (result.isMalformed()) {
      for (int i = 0; i < result.length(); i++) {
        out.put(String.format(Locale.ROOT, "%%%02X", in.get()));
      }
      result = decoder.decode(in, out, /* endOfInput= */ true);
    }
    return out.flip().toString();
  }

  /** The path of an object below a prefix. */
  static String of(String relative) {
    StringBuilder path = new StringBuilder();
    for (String name : relative.split("/", -1)) {
      path.append(path.length() == 0 ? "" : "/").append(part(name));
    }
    return path.toString();
  }

  private static String part(String name) {
    return switch (name) {
      case "" -> "%2F";
      case "." -> "%2E";
      case ".." -> "%2E%2E";
      default -> name.replace("\0", "%00");
    };
  }

  /** The path with an extension, each of its parts short enough. */
  static String fitted(String path, String extension) {
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      String directory =
          LANDMARK_FILES.contains(extensionOf(names[i]).replace(".", ""))
              ? names[i] + "~"
              : names[i];
      names[i] = shortened(directory, "");
    }
    names[names.length - 1] = shortened(names[names.length - 1], extension);
    return String.join("/", names);
  }

  /** The path with an extension and a mark of {@code whole}. */
  static String marked(String path, String whole, String extension) {
    int slash = path.lastIndexOf('/') + 1;
    return fitted(
        path.substring(0, slash) + marked(path.substring(slash), whole.getBytes(UTF_8)), extension);
  }

  private static String marked(String name, byte[] whole) {
    String extension = extensionOf(name);
    return name.substring(0, name.length() - extension.length()) + mark(whole) + extension;
  }

  private static String shortened(String name, String extension) {
    if (bytes(name) + bytes(extension) <= MAX_NAME_BYTES) {
      return name + extension;
    }
    String own = extensionOf(name);
    String end = mark(name.getBytes(UTF_8)) + own + extension;
    String begin = name.substring(0, name.length() - own.length());
    int left = MAX_NAME_BYTES - bytes(end);
    int cut = 0;
    while (cut < begin.length()) {
      int next = begin.offsetByCodePoints(cut, 1);
      left -= bytes(begin.substring(cut, next));
      if (left < 0) {
        break;
      }
      cut = next;
    }
    return begin.substring(0, cut) + end;
  }

  /** A name's extension with its dot, or nothing. */
  private static String extensionOf(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot <= 0 ? "" : name.substring(dot);
    return bytes(extension) <= MAX_EXTENSION_BYTES ? extension : "";
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static String mark(byte[] whole) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(whole);
      return "~" + HexFormat.of().formatHex(sum, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
