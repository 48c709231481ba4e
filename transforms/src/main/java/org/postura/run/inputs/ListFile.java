package org.postura.run.inputs;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The lines of a list: UTF-8 or UTF-16, with or without a byte order mark, ends of lines of any
 * system; or, if there is a NUL in it, what {@code find -print0} writes. Read as a stream.
 */
final class ListFile {
  private static final int HEAD_BYTES = 1 << 16;

  /** A row of a ledger has some KB. What is longer is no list but, say, a video. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Takes lines. */
  interface Sink {
    /**
     * @param number from 1
     * @param line what stands there, in UTF-8 or, of file names, in whatever they are in
     * @param exact whether it is a name to the last byte, blanks at its ends included
     */
    void line(long number, byte[] line, boolean exact);
  }

  private ListFile() {}

  /** Shows all lines that are not empty. */
  static void read(InputStream list, Sink sink) throws IOException {
    BufferedInputStream in = new BufferedInputStream(list, HEAD_BYTES);
    in.mark(HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    in.reset();
    Charset wide = wide(head);
    if (wide == null) {
      boolean names = indexOf(head, (byte) 0) >= 0;
      in.skipNBytes(startsWith(head, MARK) ? MARK.length : 0);
      lines(in, 1, new byte[] {(byte) (names ? 0 : '\n')}, UTF_8, names, sink);
    } else {
      in.skipNBytes(head[0] == 0 || head[1] == 0 ? 0 : 2);
      lines(in, 2, "\n".getBytes(wide), wide, /* exact= */ false, sink);
    }
  }

  /**
   * The charset of a list in UTF-16, by its mark or by every other byte of its beginning; or null.
   */
  private static Charset wide(byte[] head) {
    if (head.length < 4) {
      return null;
    }
    if (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE || head[1] == 0 && head[3] == 0) {
      return UTF_16LE;
    }
    boolean bigEnds =
        head[0] == (byte) 0xFE && head[1] == (byte) 0xFF || head[0] == 0 && head[2] == 0;
    return bigEnds ? UTF_16BE : null;
  }

  private static void lines(
      InputStream in, int unit, byte[] end, Charset charset, boolean exact, Sink sink)
      throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] read = new byte[unit];
    long number = 1;
    while (in.readNBytes(read, 0, unit) == unit) {
      if (Arrays.equals(read, end)) {
        show(number++, line.toByteArray(), charset, exact, sink);
        line.reset();
      } else if (line.size() >= MAX_LINE_BYTES) {
        throw new IOException("line " + number + " is longer than a MB; it seems to be no list");
      } else {
        line.write(read, 0, unit);
      }
    }
    show(number, line.toByteArray(), charset, exact, sink);
  }

  private static void show(long number, byte[] line, Charset charset, boolean exact, Sink sink) {
    byte[] text = charset.equals(UTF_8) ? line : new String(line, charset).getBytes(UTF_8);
    int from = 0;
    int to = text.length;
    if (!exact) {
      while (from < to && isBlank(text[from])) {
        from++;
      }
      while (to > from && isBlank(text[to - 1])) {
        to--;
      }
    }
    if (to > from) {
      sink.line(number, Arrays.copyOfRange(text, from, to), exact);
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static boolean startsWith(byte[] bytes, byte[] begin) {
    return bytes.length >= begin.length
        && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    int at = 0;
    while (at < bytes.length && bytes[at] != wanted) {
      at++;
    }
    return at < bytes.length ? at : -1;
  }
}
