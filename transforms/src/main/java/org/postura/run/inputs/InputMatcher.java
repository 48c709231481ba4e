package org.postura.run.inputs;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postura.store.Location;
import org.postura.store.Store;
import org.postura.store.StoredFile;
import org.postura.store.UnknownSchemeException;

/** Finds the videos that one input stands for: a file, a directory or a glob. */
final class InputMatcher {
  /**
   * What a directory is searched for; a glob takes all it matches, a named file is taken as it is.
   */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "3g2", "3gp", "asf", "avi", "bmp", "dv", "f4v", "flv", "gif", "h264", "264", "265",
          "hevc", "ivf", "jpeg", "jpg", "m1v", "m2ts", "m2v", "m4v", "mjpeg", "mjpg", "mkv", "mov",
          "mp4", "mpeg", "mpg", "mts", "mxf", "nut", "obu", "ogg", "ogm", "ogv", "png", "qt", "rm",
          "rmvb", "tif", "tiff", "ts", "vob", "webm", "webp", "wmv", "y4m");

  private InputMatcher() {}

  /** Without secrets, also if it is no location. */
  static String shown(String text) {
    try {
      return Location.of(text).toString();
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Shows everything that {@code spec} matches; a named file also when it is not there. */
  static void match(InputSpecs.Spec spec, Inputs.Sink sink) throws IOException {
    Location location;
    try {
      location = Location.of(spec.text()).absolute();
    } catch (IllegalArgumentException e) {
      throw new InputException("--input=%s: %s".formatted(spec.text(), e.getMessage()), e);
    }
    try {
      if (location.isLocal() && Files.isDirectory(location.path())) {
        below(location.path(), "**", /* all= */ false, sink);
      } else if (!location.isLocal() && location.endsWithSlash()) {
        prefix(location, path -> isWanted(path), sink);
      } else if (isGlob(location)) {
        glob(location, sink);
      } else {
        named(spec, location, sink);
      }
    } catch (UnknownSchemeException e) {
      throw new InputException("--input=%s: %s".formatted(location, e.getReason()), e);
    }
  }

  /** Whether an input would find this video if it were there. */
  static boolean covers(InputSpecs.Spec spec, String uri) {
    Location location = Location.of(spec.text()).absolute();
    String text = location.toString();
    if (text.equals(uri)) {
      return true;
    }
    String directory = text.endsWith("/") ? text : text + "/";
    if (uri.startsWith(directory)) {
      return true;
    }
    return isGlob(location)
        && uri.startsWith(fixedPart(location.text()))
        && matcher(location.text()).matches(Path.of(uri));
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  private static boolean isGlob(Location location) {
    return !location.isWeb()
        && !(location.isLocal() && Files.exists(location.path()))
        && location.text().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static void named(InputSpecs.Spec spec, Location location, Inputs.Sink sink)
      throws IOException {
    String name = location.name();
    Optional<StoredFile> file;
    try {
      file = Store.stat(location);
    } catch (UnknownSchemeException e) {
      throw e;
    } catch (IOException e) {
      // Opening it in its task will meet the same fault and give the verdict.
      file = Optional.empty();
    }
    sink.found(
        file.map(there -> FoundVideo.of(there, name, spec.output()))
            .orElseGet(() -> FoundVideo.missing(location, name, spec.output())));
  }

  /**
   * The files below a local directory, hidden ones and those that begin with '_' left out, and the
   * directories that may not be read: they end in a verdict like a file.
   */
  private static void below(Path directory, String glob, boolean all, Inputs.Sink sink)
      throws IOException {
    PathMatcher matcher = all ? matcher(directory + "/" + glob) : null;
    try {
      Files.walkFileTree(
          directory,
          Set.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return all || path.equals(directory) || isShown(directory.relativize(path).toString())
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                throws IOException {
              String relative = directory.relativize(path).toString();
              if (attributes.isRegularFile()
                  && (all ? matcher.matches(path) : isWanted(relative))) {
                sink.found(
                    FoundVideo.of(
                        new StoredFile(
                            Location.of(path),
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis(),
                            null),
                        relative,
                        null));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
              if (path.equals(directory)) {
                throw new InputException(
                    "--input=%s: the directory can't be listed: %s"
                        .formatted(directory, e.getMessage()),
                    e);
              }
              String relative = directory.relativize(path).toString();
              if (!(e instanceof FileSystemLoopException) && !all && isShown(relative)) {
                sink.found(FoundVideo.missing(Location.of(path), relative, null));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw e;
    }
  }

  private interface PathTest {
    boolean test(String path);
  }

  private static void prefix(Location directory, PathTest wanted, Inputs.Sink sink)
      throws IOException {
    int base = directory.text().length();
    IOException[] failed = {null};
    try {
      Store.listAll(
          directory,
          file -> {
            String path = file.location().text().substring(base);
            if (failed[0] == null && wanted.test(path)) {
              try {
                sink.found(FoundVideo.of(file, path, null));
              } catch (IOException e) {
                failed[0] = e;
              }
            }
          });
    } catch (UnknownSchemeException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(
          "--input=%s can't be listed: %s".formatted(directory, e.getMessage()), e);
    }
    if (failed[0] != null) {
      throw failed[0];
    }
  }

  private static void glob(Location pattern, Inputs.Sink sink) throws IOException {
    String fixed = fixedPart(pattern.text());
    String rest = pattern.text().substring(fixed.length());
    if (pattern.isLocal()) {
      Path directory = Path.of(fixed);
      if (Files.isDirectory(directory)) {
        below(directory.toAbsolutePath().normalize(), rest, /* all= */ true, sink);
      }
      return;
    }
    PathMatcher matcher = matcher(rest);
    prefix(Location.of(fixed), path -> matcher.matches(Path.of(path)), sink);
  }

  /** All before the part of the path with the first wildcard. */
  private static String fixedPart(String text) {
    int wildcard = 0;
    while (wildcard < text.length() && "*?[{".indexOf(text.charAt(wildcard)) < 0) {
      wildcard++;
    }
    return text.substring(0, text.substring(0, wildcard).lastIndexOf('/') + 1);
  }

  private static boolean isWanted(String relative) {
    int dot = relative.lastIndexOf('.');
    return isShown(relative)
        && dot >= 0
        && EXTENSIONS.contains(relative.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isShown(String relative) {
    for (String part : relative.split("/", -1)) {
      if (part.startsWith(".") || part.startsWith("_")) {
        return false;
      }
    }
    return true;
  }
}
