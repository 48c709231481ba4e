package org.postura.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postura.run.OutputLayout;
import org.postura.run.PlannedVideo;
import org.postura.store.Location;
import org.postura.video.VerdictCode;

/**
 * The directories and URI prefixes below which jobs may read and write. What lies outside is
 * refused in the same words whether or not it exists.
 */
final class AllowedRoots {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{\\\\]");
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");

  private final List<Path> directories = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final Path forbidden;

  /**
   * @param roots absolute directories, or URI prefixes like {@code gs://bucket/in/}
   * @param forbidden the service's own directory, which no job touches even if it lies below a root
   * @throws IOException if a directory is not there
   */
  AllowedRoots(List<String> roots, Path forbidden) throws IOException {
    this.forbidden = forbidden.toRealPath();
    for (String root : roots) {
      if (root.contains("://")) {
        prefixes.add(root.endsWith("/") ? root : root + "/");
      } else {
        directories.add(directory(root));
      }
    }
  }

  private static Path directory(String root) throws IOException {
    Path path = Path.of(root);
    if (!path.isAbsolute() || !Files.isDirectory(path)) {
      throw new IOException(
          String.format(Locale.ROOT, "the allowed root %s is no absolute directory", root));
    }
    return path.toRealPath();
  }

  /** An input as a job names it, made absolute, with symbolic links resolved. */
  String resolveInput(String asked) {
    if (isRemote(asked)) {
      return remote(asked);
    }
    Path path = local(asked);
    Path fixed = fixedPart(path);
    Path real = checked(fixed);
    return fixed.equals(path) ? real.toString() : real.resolve(fixed.relativize(path)).toString();
  }

  /**
   * The same for an output, whose name is what it is and no pattern. What would be a pattern to the
   * run, which then reads and tidies up other directories too, is refused.
   */
  String resolveOutput(String asked) {
    String resolved = isRemote(asked) ? remote(asked) : checked(local(asked)).toString();
    if (WILDCARD.matcher(hide(resolved)).find()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.BAD_REQUEST, "An output's name can't hold any of * ? [ { and \\."));
    }
    return resolved;
  }

  /**
   * Looks through what a job reads and where it writes, once more when it begins: no link may lead
   * outside.
   *
   * @param inputs as {@link #resolveInput} has given them
   */
  void checkBefore(List<String> inputs, OutputLayout layout) {
    for (String input : inputs) {
      if (!isRemote(input)) {
        checkBelow(fixedPart(Path.of(input)));
      }
    }
    if (isRemote(layout.root())) {
      remote(layout.root());
    } else {
      checked(Path.of(layout.root()));
      // The lock and the state are opened before there is a plan.
      checkBelow(layout.lock().path().resolveSibling(""));
    }
  }

  /** Checks what a run is going to open, of which patterns and links within links tell nothing. */
  void checkPlan(PlannedVideo video, OutputLayout layout) {
    for (String name : List.of(video.uri(), layout.at(video.output()).text())) {
      Location location = Location.of(name);
      if (location.isLocal()) {
        checked(location.path());
      } else if (prefixes.stream().noneMatch(name::startsWith)) {
        throw refused();
      }
    }
  }

  private void checkBelow(Path path) {
    checked(path);
    if (!Files.isDirectory(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new LinkChecker());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path or message without the server's part of it. */
  String hide(String text) {
    String hidden = text;
    for (Path directory : directories) {
      hidden = hidden.replace(directory + "/", "").replace(directory.toString(), "");
    }
    return hidden;
  }

  private static boolean isRemote(String name) {
    return !name.startsWith("file:") && SCHEME.matcher(name).matches();
  }

  private static String withoutScheme(String name) {
    return name.startsWith("file:")
        ? name.substring("file:".length()).replaceFirst("^//(?=/)", "")
        : name;
  }

  private String remote(String uri) {
    checkText(uri);
    List<String> parts = List.of(uri.substring(uri.indexOf(':') + 1).split("/", -1));
    boolean plain = !parts.contains("..") && !parts.contains(".") && !uri.contains("%");
    for (String prefix : prefixes) {
      if (plain && uri.startsWith(prefix)) {
        return uri;
      }
    }
    throw refused();
  }

  /** An absolute path without detours, not looked up yet. */
  private static Path local(String asked) {
    checkText(asked);
    Path path;
    try {
      path = Path.of(withoutScheme(asked));
    } catch (InvalidPathException e) {
      throw refused();
    }
    for (Path part : path) {
      if (part.toString().equals("..") || part.toString().equals(".")) {
        throw refused();
      }
    }
    if (!path.isAbsolute()) {
      throw refused();
    }
    return path;
  }

  private static void checkText(String asked) {
    if (asked.isEmpty() || asked.length() > 4096 || asked.chars().anyMatch(c -> c < ' ')) {
      throw refused();
    }
  }

  /** The path itself if it exists or has no wildcard, else the directory above the first one. */
  private static Path fixedPart(Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return path;
    }
    Path fixed = path.getRoot();
    for (Path part : path) {
      if (WILDCARD.matcher(part.toString()).find()) {
        return fixed;
      }
      fixed = fixed.resolve(part);
    }
    return path;
  }

  /** The real path of what exists of it, and the rest as it stands. */
  private static Path real(Path path) {
    Path existing = path;
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      throw refused();
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    } catch (IOException e) {
      throw refused(); // A link that leads nowhere, or may not be followed.
    }
  }

  /** The real path, if it lies where jobs may read and write. */
  private Path checked(Path path) {
    Path real = real(path);
    boolean below = directories.stream().anyMatch(real::startsWith);
    if (!below || real.startsWith(forbidden)) {
      throw refused();
    }
    return real;
  }

  private static ProblemException refused() {
    return new ProblemException(
        Problem.of(
                VerdictCode.REFUSED,
                "Inputs and outputs are absolute paths or URIs below a directory that the service"
                    + " was started with.")
            .withStatus(403));
  }

  /** Meets every file below a directory without following links. */
  private final class LinkChecker extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        checked(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE; // The run meets it again, and has a verdict for it.
    }
  }
}
