package org.postura.pipeline;

import java.util.Locale;

/** Text for a console that may hold names of files, which may hold anything. */
final class Shown {
  private Shown() {}

  /**
   * The text as one line that moves no cursor: control characters, ends of lines and what turns the
   * direction of writing are written as escapes.
   */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(c -> append(c, line));
    return line.toString();
  }

  private static void append(int c, StringBuilder line) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isSafe(c)) {
          line.appendCodePoint(c);
        } else {
          line.append(String.format(Locale.ROOT, "\\u%04x", c));
        }
      }
    }
  }

  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      // Joiners belong to emoji and to scripts; the others are the marks of direction.
      case Character.FORMAT -> c == 0x200C || c == 0x200D || c >= 0xE0000;
      default -> true;
    };
  }
}
