package org.postura.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files below a directory, so that several JVMs see the same ones and a killed JVM
 * leaves what it had published.
 *
 * <p>An object's name is its path, so that shell tools can look at them; two things are therefore
 * not as in a real store: there can't be both {@code a} and {@code a/b}, and there are no
 * checksums. Uploads lie beside the object as {@code .upload-<uuid>} until they are published; no
 * listing shows them. A killed JVM leaves them there, as a real store keeps unfinished uploads.
 */
final class DirectoryObjects implements StoredObjects {
  static final String UPLOAD = ".upload-";

  private final Path root;

  DirectoryObjects(Path root) {
    this.root = root;
  }

  @Override
  public Optional<Facts> find(String name) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path(name), BasicFileAttributes.class);
      return file.isRegularFile() ? Optional.of(facts(name, file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Facts> list(String prefix) throws IOException {
    Path directory = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    List<Facts> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      Files.walkFileTree(directory, new Listing(prefix, found));
    }
    found.sort(Comparator.comparing(Facts::name));
    return found;
  }

  @Override
  public SeekableByteChannel read(String name) throws IOException {
    if (Files.isDirectory(path(name))) {
      throw new FileNotFoundException("No such object: " + name);
    }
    try {
      return FileChannel.open(path(name), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw (IOException) new FileNotFoundException("No such object: " + name).initCause(e);
    }
  }

  @Override
  public Upload upload(String name) throws IOException {
    Path directory = path(name).getParent();
    Files.createDirectories(directory);
    return new FileUpload(directory.resolve(UPLOAD + UUID.randomUUID()));
  }

  @Override
  public boolean delete(String name) throws IOException {
    return Files.deleteIfExists(path(name));
  }

  @Override
  public void touch(String name, long modifiedMillis) throws IOException {
    Files.setLastModifiedTime(path(name), FileTime.fromMillis(modifiedMillis));
  }

  @Override
  public void clear() {
    // The files are the test's: it made the directory and removes it.
  }

  private Path path(String name) {
    return root.resolve(name);
  }

  private static Facts facts(String name, BasicFileAttributes file) {
    return new Facts(name, file.size(), file.lastModifiedTime().toMillis(), null);
  }

  /**
   * Collects the objects whose names begin with a prefix; files that vanish meanwhile are not
   * there.
   */
  private final class Listing extends SimpleFileVisitor<Path> {
    private final String prefix;
    private final List<Facts> found;

    Listing(String prefix, List<Facts> found) {
      this.prefix = prefix;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      String name = root.relativize(directory) + "/";
      boolean wanted = name.startsWith(prefix) || prefix.startsWith(name);
      return wanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = root.relativize(file).toString();
      boolean isUpload = name.substring(name.lastIndexOf('/') + 1).startsWith(UPLOAD);
      if (name.startsWith(prefix) && !isUpload && attributes.isRegularFile()) {
        found.add(facts(name, attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  /** A file that gets its name when it is published. */
  private final class FileUpload implements Upload {
    private final Path file;
    private final FileChannel channel;

    FileUpload(Path file) throws IOException {
      this.file = file;
      this.channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return channel.write(source);
    }

    @Override
    public void publish(String name) throws IOException {
      channel.close();
      Files.move(file, path(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean publishIfAbsent(String name) throws IOException {
      channel.close();
      try {
        Files.createLink(path(name), file);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.delete(file);
      }
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    /** Drops the upload if it was not published. */
    @Override
    public void close() throws IOException {
      channel.close();
      Files.deleteIfExists(file);
    }
  }
}
