package org.postura.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The local disk. */
final class LocalShelf implements Shelf {
  private static final int BUFFER_BYTES = 1 << 16;

  /** End of the names of files that are being written; whoever lists passes them over. */
  private static final String PART = ".part";

  @Override
  public SeekableByteChannel open(Location location) throws IOException {
    Path path = location.path();
    // A device or a pipe would block or never end.
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      if (Files.isDirectory(path) && !Files.isReadable(path)) {
        throw new AccessDeniedException(location.toString());
      }
      throw new NotAFileException(location.toString());
    }
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  @Override
  public Optional<StoredFile> stat(Location location) throws IOException {
    try {
      Path path = location.path();
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(file(path, attributes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static StoredFile file(Path path, BasicFileAttributes attributes) {
    return new StoredFile(
        Location.of(path),
        attributes.isRegularFile() ? attributes.size() : 0,
        attributes.lastModifiedTime().toMillis(),
        null);
  }

  @Override
  public void list(Location directory, boolean deep, Consumer<StoredFile> to) throws IOException {
    Path top = directory.path();
    if (!Files.isDirectory(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        java.util.Set.of(),
        deep ? Integer.MAX_VALUE : 1,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !path.toString().endsWith(PART)) {
              to.accept(file(path, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) { // Gone meanwhile.
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  @Override
  public boolean takesName(Location location) {
    try {
      return !Files.readAttributes(location.path(), BasicFileAttributes.class).isDirectory();
    } catch (NoSuchFileException | AccessDeniedException e) {
      return true;
    } catch (IOException | InvalidPathException e) {
      return false; // Too long, below what is no directory, or not in this system's characters.
    }
  }

  @Override
  public OutputStream create(Location location) throws IOException {
    Path path = location.path();
    try {
      return new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
    } catch (NoSuchFileException e) {
      makeDirectory(path);
      return new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
    }
  }

  /** Tried only when something is missing: a directory is made once, not asked for every file. */
  private static void makeDirectory(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  @Override
  public void replace(Location location, byte[] bytes) throws IOException {
    Path part = part(location, bytes);
    try {
      Files.move(
          part,
          location.path(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public boolean createIfAbsent(Location location, byte[] bytes) throws IOException {
    Path part = part(location, bytes);
    try {
      Files.createLink(location.path(), part); // Fails where there is one, in one step.
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      // A file system without hard links: the name is taken in one step, the bytes come after it.
      return createNew(location.path(), bytes);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static boolean createNew(Path path, byte[] bytes) throws IOException {
    try {
      Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private Path part(Location location, byte[] bytes) throws IOException {
    Path path = location.path();
    Path part = path.resolveSibling(UUID.randomUUID() + PART);
    try (OutputStream out = create(Location.of(part))) {
      out.write(bytes);
    }
    return part;
  }

  @Override
  public void rename(Location from, Location to) throws IOException {
    Path target = to.path();
    try {
      move(from.path(), target);
    } catch (NoSuchFileException e) {
      if (!Files.exists(from.path())) {
        throw e;
      }
      makeDirectory(target);
      move(from.path(), target);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Collection<Location> locations) throws IOException {
    for (Location location : locations) {
      Files.deleteIfExists(location.path());
    }
  }

  @Override
  public void prune(Location directory) throws IOException {
    Path top = directory.path();
    if (!Files.isDirectory(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (path.toString().endsWith(PART)) {
              Files.deleteIfExists(path); // Of somebody who died while writing it.
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, IOException e) throws IOException {
            try {
              Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException notEmpty) {
              // Something in it is kept.
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }
}
