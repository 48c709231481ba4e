package org.postura.run.inputs;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.postura.store.Location;

/**
 * A pattern of names: {@code *} and {@code ?} stand for characters but {@code /}, {@code **} for
 * those as well ({@code **}{@code /} also for nothing), {@code [a-z]} and {@code [!a-z]} for one of
 * some, {@code {a,b}} for one of several; {@code \} takes what follows as it is. A bracket that is
 * not closed is itself.
 */
final class Glob {
  private static final String WILDCARDS = "*?[{";

  private final String fixed;
  private final String rest;
  private final Pattern pattern;

  private Glob(String fixed, String rest) {
    this.fixed = fixed;
    this.rest = rest;
    this.pattern = Pattern.compile(regex(rest), Pattern.DOTALL);
  }

  /** Whether a location is a pattern: not if something of that very name is there. */
  static boolean isGlob(Location location) {
    return location.isLocal()
        ? location.text().startsWith("/")
            && hasWildcard(location.text())
            && !Files.exists(location.path(), LinkOption.NOFOLLOW_LINKS)
        : !location.isWeb() && hasWildcard(location.text());
  }

  /** The pattern of an absolute location. */
  static Glob of(Location location) {
    String text = location.text();
    int end = location.isLocal() ? 1 : text.indexOf("://") + 3;
    for (int slash = text.indexOf('/', end); slash >= 0; slash = text.indexOf('/', end)) {
      String name = text.substring(end, slash);
      boolean there = location.isLocal() && Files.isDirectory(Path.of(text.substring(0, slash)));
      if (hasWildcard(name) && !there) {
        break;
      }
      end = slash + 1;
    }
    return new Glob(text.substring(0, end), text.substring(end));
  }

  private static boolean hasWildcard(String text) {
    return text.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
  }

  /** All before the first name that is a pattern, with {@code /} at its end. */
  String fixed() {
    return fixed;
  }

  /** How many names below the fixed part a path can have that matches. */
  int depth() {
    return rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
  }

  /** Whether it matches a path below the fixed part. */
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int open = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          int stars = i;
          while (i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
            i++;
          }
          boolean whole = stars == 0 || glob.charAt(stars - 1) == '/';
          if (i == stars) {
            regex.append("[^/]*");
          } else if (whole && i + 1 < glob.length() && glob.charAt(i + 1) == '/') {
            regex.append("(?:.*/)?");
            i++;
          } else {
            regex.append(".*");
          }
        }
        case '?' -> regex.append("[^/]");
        case '[' -> {
          int close = closing(glob, i);
          regex.append(close < 0 ? "\\[" : characters(glob.substring(i + 1, close)));
          i = Math.max(i, close);
        }
        case '{' -> {
          boolean closed = glob.indexOf('}', i) >= 0;
          open += closed ? 1 : 0;
          regex.append(closed ? "(?:" : "\\{");
        }
        case '}' -> {
          regex.append(open > 0 ? ")" : "\\}");
          open = Math.max(0, open - 1);
        }
        case ',' -> regex.append(open > 0 ? "|" : ",");
        case '\\' -> {
          i = Math.min(i + 1, glob.length() - 1);
          regex.append(literal(glob.charAt(i)));
        }
        default -> regex.append(literal(c));
      }
    }
    // Of nested braces one may have been left open.
    return regex + ")".repeat(open);
  }

  private static String literal(char c) {
    return ("\\.()[]{}*+-?^$|&".indexOf(c) >= 0 ? "\\" : "") + c;
  }

  private static int closing(String glob, int bracket) {
    int first = bracket + 1;
    if (first < glob.length() && "!^".indexOf(glob.charAt(first)) >= 0) {
      first++;
    }
    return glob.indexOf(']', first + 1);
  }

  private static String characters(String set) {
    boolean not = "!^".indexOf(set.charAt(0)) >= 0;
    String all = (not ? set.substring(1) : set).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
    return "(?!/)[" + (not ? "^" : "") + all + "]";
  }
}
