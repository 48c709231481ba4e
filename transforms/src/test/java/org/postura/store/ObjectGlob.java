package org.postura.store;

import java.util.regex.Pattern;

/**
 * A pattern of object names: {@code *} is anything but a slash, {@code **} anything, {@code ?} one
 * character that is no slash, a backslash takes the next character literally.
 */
final class ObjectGlob {
  private final String prefix;
  private final boolean wild;
  private final Pattern pattern;

  ObjectGlob(String glob) {
    StringBuilder literal = new StringBuilder();
    StringBuilder regex = new StringBuilder();
    boolean sawWild = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' || c == '?') {
        boolean deep = c == '*' && glob.startsWith("**", i);
        regex.append(deep ? ".*" : c == '*' ? "[^/]*" : "[^/]");
        i += deep ? 1 : 0;
        sawWild = true;
        continue;
      }
      if (c == '\\' && i + 1 < glob.length()) {
        c = glob.charAt(++i);
      }
      regex.append(Pattern.quote(String.valueOf(c)));
      if (!sawWild) {
        literal.append(c);
      }
    }
    prefix = literal.toString();
    wild = sawWild;
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Whether it has a wildcard; if not, {@link #prefix} is the one name it stands for. */
  boolean isWild() {
    return wild;
  }

  /** What every matching name begins with. */
  String prefix() {
    return prefix;
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
