package org.postura.transforms;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

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

  /**
   * Everything that {@code spec} matches, in no particular order; a named file also when it is not
   * there.
   */
  static List<FoundVideo> match(InputSpecs.Spec spec) {
    String text = spec.text();
    Path local = VideoBytes.localPath(text);
    if (local != null && Files.isDirectory(local)) {
      return below(local.toAbsolutePath().normalize());
    }
    boolean exists = local != null && Files.exists(local);
    if (!exists && isGlob(text)) {
      return glob(text);
    }
    if (local == null && text.endsWith("/")) {
      return prefix(text);
    }
    return List.of(named(spec, local));
  }

  private static boolean isGlob(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{')
        && !text.startsWith("http");
  }

  private static FoundVideo named(InputSpecs.Spec spec, Path local) {
    if (local != null) {
      Path path = local.toAbsolutePath().normalize();
      Path parent = path.getParent();
      return found(path, parent == null ? path : parent, spec.output());
    }
    String uri = spec.text();
    String shown = VideoUris.withoutSecrets(uri);
    String name = shown.substring(shown.lastIndexOf('/') + 1);
    if (uri.startsWith("classpath:")) {
      return new FoundVideo(uri, name, spec.output(), 0, 0);
    }
    try {
      MatchResult result = FileSystems.match(uri, EmptyMatchTreatment.ALLOW);
      for (MatchResult.Metadata file : result.metadata()) {
        return new FoundVideo(
            uri, name, spec.output(), file.sizeBytes(), file.lastModifiedMillis());
      }
    } catch (IOException e) {
      // Opening it in its task will meet the same fault and give the verdict.
    } catch (IllegalArgumentException e) {
      throw new PlanException(
          "--input=%s: no file system here opens '%s' URIs"
              .formatted(shown, uri.substring(0, uri.indexOf(':'))),
          e);
    }
    return new FoundVideo(uri, name, spec.output(), 0, 0);
  }

  /**
   * All video and photo files below a local directory, hidden ones and those that begin with '_'
   * left out, and the directories that may not be read: they end in a verdict like a file.
   */
  private static List<FoundVideo> below(Path directory) {
    List<FoundVideo> videos = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          Set.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return path.equals(directory) || isShown(directory.relativize(path).toString())
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && isWanted(directory.relativize(path).toString())) {
                videos.add(found(path, directory, null));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
              if (path.equals(directory)) {
                throw e;
              }
              if (!(e instanceof FileSystemLoopException)
                  && isShown(directory.relativize(path).toString())) {
                videos.add(found(path, directory, null));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new PlanException(
          "--input=%s: the directory can't be listed: %s".formatted(directory, e.getMessage()), e);
    }
    return videos;
  }

  private static List<FoundVideo> prefix(String directory) {
    List<FoundVideo> videos = new ArrayList<>();
    for (MatchResult.Metadata file : list(directory + "**")) {
      String uri = file.resourceId().toString();
      String path = uri.substring(directory.length());
      if (isWanted(path)) {
        videos.add(new FoundVideo(uri, path, null, file.sizeBytes(), file.lastModifiedMillis()));
      }
    }
    return videos;
  }

  private static List<FoundVideo> glob(String pattern) {
    Path local = VideoBytes.localPath(pattern);
    String text = local == null ? pattern : local.toAbsolutePath().normalize().toString();
    String fixed = text.substring(0, text.substring(0, firstWildcard(text)).lastIndexOf('/') + 1);
    List<FoundVideo> videos = new ArrayList<>();
    for (MatchResult.Metadata file : list(text)) {
      String uri = file.resourceId().toString();
      videos.add(
          new FoundVideo(
              uri,
              uri.substring(fixed.length()),
              null,
              file.sizeBytes(),
              file.lastModifiedMillis()));
    }
    return videos;
  }

  private static List<MatchResult.Metadata> list(String pattern) {
    try {
      return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata();
    } catch (IOException | IllegalArgumentException e) {
      throw new PlanException(
          "--input=%s can't be listed: %s"
              .formatted(VideoUris.withoutSecrets(pattern), e.getMessage()),
          e);
    }
  }

  private static int firstWildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("*?[{".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static FoundVideo found(Path path, Path base, String output) {
    java.io.File file = path.toFile();
    return new FoundVideo(
        path.toString(),
        base.relativize(path).toString().replace('\\', '/'),
        output,
        file.length(),
        file.lastModified());
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
