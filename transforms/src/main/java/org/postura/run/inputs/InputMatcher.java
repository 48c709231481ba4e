package org.postura.run.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.postura.store.Location;
import org.postura.store.Store;
import org.postura.store.StoredFile;
import org.postura.store.UnknownSchemeException;

/** Finds the videos that one input stands for: a file, a directory or a glob. */
final class InputMatcher {
  private InputMatcher() {}

  /** Shows everything that {@code spec} matches; a named file also when it is not there. */
  static void match(InputSpecs.Spec spec, Finds finds) {
    Location location;
    try {
      location = Location.of(spec.text()).absolute();
    } catch (IllegalArgumentException e) {
      throw new InputException(String.format(Locale.ROOT, "%s: %s", spec, e.getMessage()), e);
    }
    try {
      if (location.isLocal() && Files.isDirectory(location.path())) {
        Tree.walk(location.path(), new Search(), finds);
      } else if (!location.isLocal() && location.endsWithSlash()) {
        prefix(location, finds);
      } else if (isGlob(spec, location)) {
        glob(location, finds::found);
      } else {
        named(spec, location, finds);
      }
    } catch (UnknownSchemeException e) {
      throw new InputException(String.format(Locale.ROOT, "%s: %s", spec, e.getReason()), e);
    } catch (IOException | PatternSyntaxException e) {
      throw new InputException(
          String.format(Locale.ROOT, "%s can't be listed: %s", spec, e.getMessage()), e);
    }
  }

  static boolean isGlob(InputSpecs.Spec spec, Location location) {
    return !spec.exact() && Glob.isGlob(location);
  }

  /** Whether an input would find this video if it were there. */
  static boolean covers(InputSpecs.Spec spec, String uri) {
    try {
      Location location = Location.of(spec.text()).absolute();
      Location video = Location.of(uri);
      if (location.toString().equals(uri)) {
        return true;
      }
      if (location.isLocal() != video.isLocal()) {
        return false;
      }
      if (isGlob(spec, location)) {
        Glob glob = Glob.of(location);
        return uri.startsWith(glob.fixed()) && glob.matches(uri.substring(glob.fixed().length()));
      }
      return location.isLocal()
          ? video.path().startsWith(location.path())
          : location.endsWithSlash() && uri.startsWith(location.toString());
    } catch (IllegalArgumentException e) {
      return false; // A row that names no place.
    }
  }

  private static void named(InputSpecs.Spec spec, Location location, Finds finds)
      throws UnknownSchemeException {
    String name =
        location.isLocal() && location.path().getNameCount() > 0
            ? OutputPath.of(last(location.path()))
            : OutputPath.of(location.name());
    Optional<StoredFile> file;
    try {
      file = Store.stat(location);
    } catch (UnknownSchemeException e) {
      throw e;
    } catch (IOException e) {
      // Opening it in its task will meet the same fault and give the verdict.
      file = Optional.empty();
    }
    finds.found(
        file.map(there -> FoundVideo.of(there, name, spec.output()))
            .orElseGet(() -> FoundVideo.missing(location, name, spec.output())));
  }

  private static void prefix(Location directory, Finds finds) throws IOException {
    list(
        directory,
        (path, file) -> {
          String reason = Kinds.leftOutBelow(path);
          if (reason == null) {
            boolean searched = !Kinds.isPicture(path);
            finds.found(FoundVideo.of(file, OutputPath.of(path), /* output= */ null, searched));
          } else {
            finds.leftOut(reason);
          }
        });
  }

  private interface Listed {
    void file(String path, StoredFile file);
  }

  /** Shows what lies below a prefix, by its path there. */
  private static void list(Location directory, Listed to) throws IOException {
    int base = directory.text().length();
    Store.listAll(directory, file -> to.file(file.location().text().substring(base), file));
  }

  /** Shows all files that a glob matches. */
  static void glob(Location location, Consumer<FoundVideo> videos) throws IOException {
    Glob glob = Glob.of(location);
    if (!location.isLocal()) {
      list(
          Location.of(glob.fixed()),
          (path, file) -> {
            if (glob.matches(path)) {
              videos.accept(FoundVideo.of(file, OutputPath.of(path), null));
            }
          });
      return;
    }
    Path directory = Path.of(glob.fixed());
    if (!Files.isDirectory(directory)) {
      return;
    }
    Tree.walk(
        directory,
        new Matches(glob),
        new Finds() {
          @Override
          public void found(FoundVideo video) {
            videos.accept(video);
          }

          @Override
          public void leftOut(String reason) {
            // All that a glob matches is taken; links to the same are no loss.
          }
        });
  }

  private static Path last(Path path) {
    return path.getName(path.getNameCount() - 1);
  }

  /** All of a directory that may be a video or photo. */
  private static final class Search implements Tree.Wish {
    @Override
    public String notEntered(Path directory) {
      return Kinds.notEntered(last(directory).toString());
    }

    @Override
    public String leftOut(Path file) {
      return Kinds.leftOut(last(file).toString());
    }

    @Override
    public boolean searched(Path file) {
      return !Kinds.isPicture(last(file).toString());
    }

    @Override
    public int depth() {
      return Integer.MAX_VALUE;
    }
  }

  /** All that a glob matches. */
  private record Matches(Glob glob) implements Tree.Wish {
    @Override
    public String notEntered(Path directory) {
      return null;
    }

    @Override
    public String leftOut(Path file) {
      return glob.matches(file.toString()) ? null : "";
    }

    @Override
    public boolean searched(Path file) {
      return false;
    }

    @Override
    public int depth() {
      return glob.depth();
    }
  }
}
