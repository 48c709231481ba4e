package org.postura.run.inputs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postura.store.Location;
import org.postura.store.StoredFile;

/**
 * A local directory and all below it, for a {@link Wish}.
 *
 * <p>Links are followed, but what they lead to is found once: a file under its own name if the
 * search finds that, too, and a directory under the first of several links. So the names do not
 * depend on the order in which a disk lists them, and links that go round come to an end.
 */
final class Tree {
  private static final String TWICE = "links to what is found under its own name";

  /** What of a tree is wanted; paths are relative to its top. */
  interface Wish {
    /** Why a directory is not entered, or null if it is. */
    String notEntered(Path directory);

    /** Why a file is left out, empty if nobody has to know; null if it is wanted. */
    String leftOut(Path file);

    /** Whether a wanted file was only searched for. */
    boolean searched(Path file);

    int depth();
  }

  /** A directory that is walked, by its real path, and what it is called below the top. */
  private record Root(Path real, Path shown) {
    Path shown(Path path) {
      return shown.resolve(real.relativize(path));
    }
  }

  private final Path top;
  private final Wish wish;
  private final Finds finds;
  private final List<Root> roots = new ArrayList<>();
  private final Map<Path, Path> links = new TreeMap<>();

  private Tree(Path top, Wish wish, Finds finds) {
    this.top = top;
    this.wish = wish;
    this.finds = finds;
  }

  /**
   * Finds what is wanted.
   *
   * @param top an absolute path
   * @throws IOException if it can't be listed
   */
  static void walk(Path top, Wish wish, Finds finds) throws IOException {
    new Tree(top, wish, finds).walk();
  }

  private void walk() throws IOException {
    walk(new Root(top.toRealPath(), Path.of("")));
    while (!links.isEmpty()) {
      Path shown = links.keySet().iterator().next();
      Path real = links.remove(shown);
      if (isWalked(real)) {
        finds.leftOut(TWICE);
      } else {
        walk(new Root(real, shown));
      }
    }
  }

  /** Whether a directory's files have all been looked at under another name. */
  private boolean isWalked(Path real) {
    for (Root root : roots) {
      if (root.real().equals(real)
          || wish.depth() == Integer.MAX_VALUE
              && real.startsWith(root.real())
              && isEntered(root, real)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEntered(Root root, Path real) {
    for (Path path = root.real().relativize(real); path != null; path = path.getParent()) {
      if (wish.notEntered(root.shown().resolve(path)) != null) {
        return false;
      }
    }
    return true;
  }

  /** Whether a file is found under another name: its own, or one below a link that came first. */
  private boolean isFoundElsewhere(Path real, int before) {
    for (Root root : roots.subList(0, before)) {
      if (real.startsWith(root.real())
          && isEntered(root, real.getParent())
          && root.shown(real).getNameCount() <= wish.depth()
          && wish.leftOut(root.shown(real)) == null) {
        return true;
      }
    }
    return false;
  }

  private void walk(Root root) throws IOException {
    int before = roots.size();
    roots.add(root);
    int above = root.shown().toString().isEmpty() ? 0 : root.shown().getNameCount();
    int depth = wish.depth() == Integer.MAX_VALUE ? wish.depth() : wish.depth() - above;
    if (depth <= 0) {
      return;
    }
    Files.walkFileTree(
        root.real(),
        Set.of(),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (path.equals(root.real())) {
              return FileVisitResult.CONTINUE;
            }
            String reason = wish.notEntered(root.shown(path));
            if (reason == null && before > 0 && isWalkedBefore(path)) {
              reason = TWICE;
            }
            if (reason != null) {
              finds.leftOut(reason);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          private boolean isWalkedBefore(Path path) {
            return roots.subList(0, before).stream().anyMatch(other -> other.real().equals(path));
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
              link(root.shown(path), path);
            } else if (before > 0 && isFoundElsewhere(path, before)) {
              finds.leftOut(TWICE);
            } else {
              file(root.shown(path), attributes);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (path.equals(root.real()) && before == 0) {
              throw e;
            }
            if (wish.notEntered(root.shown(path)) == null) {
              missing(root.shown(path)); // It ends in a verdict like a file.
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void link(Path shown, Path path) {
    Path real;
    BasicFileAttributes attributes;
    try {
      real = path.toRealPath();
      attributes = Files.readAttributes(real, BasicFileAttributes.class);
    } catch (IOException e) { // It leads nowhere, or round.
      String reason = wish.leftOut(shown);
      if (reason != null || wish.searched(shown)) {
        leftOut(reason == null ? "links that lead nowhere" : reason);
      } else {
        missing(shown);
      }
      return;
    }
    if (attributes.isDirectory()) {
      String reason = wish.notEntered(shown);
      if (reason != null) {
        finds.leftOut(reason);
      } else {
        links.put(shown, real);
      }
    } else if (wish.leftOut(shown) == null && isFoundElsewhere(real, roots.size())) {
      finds.leftOut(TWICE);
    } else {
      file(shown, attributes);
    }
  }

  private void missing(Path shown) {
    finds.found(
        FoundVideo.missing(
            Location.of(top.resolve(shown)), OutputPath.of(shown), /* output= */ null));
  }

  private void file(Path shown, BasicFileAttributes attributes) {
    String reason = wish.leftOut(shown);
    if (reason == null && !attributes.isRegularFile()) {
      // A directory where the wish is not for deeper ones, or a device.
      reason = attributes.isDirectory() ? "" : "devices and pipes";
    }
    if (reason != null) {
      leftOut(reason);
      return;
    }
    finds.found(
        FoundVideo.of(
            new StoredFile(
                Location.of(top.resolve(shown)),
                attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                /* version= */ null),
            OutputPath.of(shown),
            /* output= */ null,
            wish.searched(shown)));
  }

  private void leftOut(String reason) {
    if (!reason.isEmpty()) {
      finds.leftOut(reason);
    }
  }
}
