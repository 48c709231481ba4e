package org.postura.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something lies: a path of this machine or a URI.
 *
 * <p>It keeps the whole text for opening ({@link #text}), and says itself without what may be
 * secret ({@link #toString}): user info, and of web addresses the query string and the fragment,
 * where signed URLs keep their keys.
 */
public final class Location {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://");
  private static final Pattern FILE_URI =
      Pattern.compile("file:(?://(?:localhost)?(?=/))?(.*)", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final String scheme;

  private Location(String text, String scheme) {
    this.text = text;
    this.scheme = scheme;
  }

  /**
   * Reads what a person or a list wrote.
   *
   * <p>{@code file:} URIs (RFC 8089, with {@code localhost} or without a host) become paths, {@code
   * %20} and the like undone; {@code ~/} stands for the home directory; schemes are lower case from
   * here on. A path stays relative if it is.
   *
   * @throws IllegalArgumentException if it is empty, or no path can be named so
   */
  public static Location of(String written) {
    if (written.isBlank()) {
      throw new IllegalArgumentException("A location can't be empty");
    }
    if (written.regionMatches(true, 0, "file:", 0, 5)) {
      return ofFileUri(written);
    }
    Matcher matcher = SCHEME.matcher(written);
    if (matcher.lookingAt()) {
      String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
      return new Location(scheme + written.substring(scheme.length()), scheme);
    }
    boolean home = written.equals("~") || written.startsWith("~/");
    String path = home ? System.getProperty("user.home") + written.substring(1) : written;
    return new Location(checked(path), null);
  }

  /**
   * Reads the bytes of a list of names: text in UTF-8, or a path of this machine as the file system
   * has it.
   *
   * @throws IllegalArgumentException if it is empty, or no path can be named so
   */
  public static Location of(byte[] written) {
    String text = new String(written, UTF_8);
    if (text.indexOf('\uFFFD') < 0 || Arrays.equals(text.getBytes(UTF_8), written)) {
      return of(text);
    }
    if (SCHEME.matcher(text).lookingAt()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "'%s' is a URI, but not in UTF-8", text));
    }
    byte[] directory =
        written[0] == '/' ? new byte[0] : (Path.of("").toAbsolutePath() + "/").getBytes(UTF_8);
    String path = escaped(directory, "%") + escaped(written, "%");
    return of(Path.of(URI.create("file://" + path)));
  }

  /** A path of this machine, also one whose name is not text in the file system's encoding. */
  public static Location of(Path path) {
    String text = path.toString();
    return isText(path, text)
        ? new Location(text, null)
        : new Location(path.toAbsolutePath().toUri().toString(), null);
  }

  private static boolean isText(Path path, String text) {
    try {
      return Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Location ofFileUri(String written) {
    Matcher matcher = FILE_URI.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a file: URI: " + written);
    }
    String path = matcher.group(1);
    if (path.startsWith("//")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "'%s' names another host; give a path of this machine", written));
    }
    try {
      if (path.startsWith("/") && path.indexOf('%') >= 0) {
        return of(Path.of(URI.create("file://" + escaped(path.getBytes(UTF_8), ""))));
      }
    } catch (IllegalArgumentException e) {
      // A name with a '%' that nobody has escaped: it is taken as it stands.
    }
    return new Location(checked(path), null);
  }

  /** A path for a URI: what it can't hold is escaped, and {@code more}. */
  private static String escaped(byte[] path, String more) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path) {
      char c = (char) (b & 0xFF);
      boolean plain = c > ' ' && c < 0x7F && ("\"<>?#[]\\^`{|}" + more).indexOf(c) < 0;
      uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return uri.toString();
  }

  private static String checked(String path) {
    try {
      return Path.of(path).toString().isEmpty() ? "." : path;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "'%s' is no path: %s", path, e.getReason()), e);
    }
  }

  /** Whether it is a path of this machine. */
  public boolean isLocal() {
    return scheme == null;
  }

  /** Scheme in lower case; {@code file} for a path. */
  public String scheme() {
    return isLocal() ? "file" : scheme;
  }

  /** Whether it is a web address, whose query is no part of its name. */
  public boolean isWeb() {
    return "http".equals(scheme) || "https".equals(scheme);
  }

  /**
   * The path.
   *
   * @throws IllegalStateException if it is a URI of something else
   */
  public Path path() {
    if (!isLocal()) {
      throw new IllegalStateException("Not a path of this machine: " + this);
    }
    return isEscaped() ? Path.of(URI.create(text)) : Path.of(text);
  }

  /** Whether it is a path that is kept as a URI, since its name is not text. */
  private boolean isEscaped() {
    return isLocal() && text.startsWith("file:///");
  }

  /** The whole text, secrets included: for opening, never for writing down. */
  public String text() {
    return text;
  }

  /** The same place with an absolute path without detours; a URI stays as it is. */
  public Location absolute() {
    return isLocal() ? of(path().toAbsolutePath().normalize()) : this;
  }

  /** Whether it names a directory by its last character. */
  public boolean endsWithSlash() {
    return text.endsWith("/");
  }

  /** What lies below it under a relative name with {@code /}. */
  public Location resolve(String relative) {
    String base = endsWithSlash() ? text : text + "/";
    String below = isEscaped() ? escaped(relative.getBytes(UTF_8), "%") : relative;
    return new Location(base + below, scheme);
  }

  /** The last part of its name. */
  public String name() {
    String shown = toString();
    String path = shown.endsWith("/") ? shown.substring(0, shown.length() - 1) : shown;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Without secrets: fit for records, ledgers, messages and logs. */
  @Override
  public String toString() {
    if (isLocal()) {
      return text; // '?' and '#' are ordinary characters of its name.
    }
    int authority = text.indexOf("://") + 3;
    int end = text.length();
    if (isWeb()) { // Object names of gs:// and s3:// may hold these characters.
      for (char mark : new char[] {'?', '#'}) {
        int at = text.indexOf(mark, authority);
        end = at >= 0 && at < end ? at : end;
      }
    }
    int path = text.indexOf('/', authority);
    int user = text.lastIndexOf('@', path < 0 ? end : Math.min(path, end));
    return text.substring(0, authority)
        + text.substring(user >= authority ? user + 1 : authority, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Location location && location.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
