package org.postura.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one door to bytes and objects. Names are taken literally, never as patterns.
 *
 * <p>Paths of this machine are opened by java.nio, everything else by the {@link
 * org.apache.beam.sdk.io.FileSystem} that Beam knows for the scheme. What is not there is a {@link
 * NoSuchFileException}, what may not be read an {@link java.nio.file.AccessDeniedException},
 * whatever the scheme; any other {@link IOException} may pass.
 *
 * <p>What some schemes can't do:
 *
 * <ul>
 *   <li>{@link #createIfAbsent} is one step on the local disk and where a {@link ConditionalCreate}
 *       serves the scheme. Elsewhere it looks first and then creates: two at the very same moment
 *       may both succeed.
 *   <li>{@link #rename} is one step on the local disk; object stores copy and delete.
 *   <li>A stream of {@link #create} that is closed early leaves what was written so far, under the
 *       name it was created with: write to a passing name, and rename.
 * </ul>
 */
public final class Store {
  private static final Shelf LOCAL = new LocalShelf();
  private static final Shelf BEAM = new BeamShelf();

  private Store() {}

  private static Shelf shelf(Location location) {
    return location.isLocal() ? LOCAL : BEAM;
  }

  /**
   * Opens for ranged reads. Of remote stores, reads go ahead in larger ranges, and what breaks is
   * tried again with growing waits; a stream that can't seek is spooled to a temporary file.
   *
   * @throws NotAFileException if it is a directory or a device
   * @throws UnknownSchemeException if nothing here opens the scheme
   */
  public static SeekableByteChannel open(Location location) throws IOException {
    return shelf(location).open(location);
  }

  /** What is known of a file without opening it; empty if it is not there. */
  public static Optional<StoredFile> stat(Location location) throws IOException {
    return shelf(location).stat(location);
  }

  /**
   * Shows all files below a directory or prefix, in no particular order; none if it is not there.
   */
  public static void listAll(Location directory, Consumer<StoredFile> to) throws IOException {
    shelf(directory).list(directory, /* deep= */ true, to);
  }

  /**
   * The files right in a directory whose names end so, in the order of their names; none if it is
   * not there.
   */
  public static List<Location> list(Location directory, String suffix) throws IOException {
    List<Location> files = new ArrayList<>();
    shelf(directory)
        .list(
            directory,
            /* deep= */ false,
            file -> {
              if (file.location().name().endsWith(suffix)) {
                files.add(file.location());
              }
            });
    files.sort(Comparator.comparing(Location::text));
    return files;
  }

  /** The bytes of a small file; empty if it is not there. */
  public static Optional<byte[]> read(Location location) throws IOException {
    try (InputStream in = Channels.newInputStream(open(location))) {
      return Optional.of(in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a file can have this name: not if it is too long there, or if a directory has it. Where
   * asking costs a request it is not asked.
   */
  public static boolean takesName(Location location) throws IOException {
    return shelf(location).takesName(location);
  }

  /** A stream to a new file; directories above it are made. */
  public static OutputStream create(Location location) throws IOException {
    return shelf(location).create(location);
  }

  /** Writes a small file whole or not at all, also over an older one. */
  public static void replace(Location location, byte[] bytes) throws IOException {
    shelf(location).replace(location, bytes);
  }

  /**
   * Writes a small file whole if there is none of that name.
   *
   * @return whether it was written; false if there is one
   */
  public static boolean createIfAbsent(Location location, byte[] bytes) throws IOException {
    return shelf(location).createIfAbsent(location, bytes);
  }

  /**
   * Gives a file its name, in place of what had that name.
   *
   * @throws NoSuchFileException if {@code from} is not there; then {@code to} stays as it is
   */
  public static void rename(Location from, Location to) throws IOException {
    shelf(from).rename(from, to);
  }

  /** Deletes files; those that are not there are passed over. */
  public static void delete(Collection<Location> locations) throws IOException {
    if (!locations.isEmpty()) {
      shelf(locations.iterator().next()).delete(locations);
    }
  }

  /** Deletes all below a directory or prefix for which {@code keep} is false. */
  public static void deleteBelow(Location directory, java.util.function.Predicate<Location> keep)
      throws IOException {
    List<Location> batch = new ArrayList<>();
    List<Location> all = new ArrayList<>();
    listAll(directory, file -> all.add(file.location()));
    for (Location file : all) {
      if (!keep.test(file)) {
        batch.add(file);
      }
    }
    delete(batch);
    shelf(directory).prune(directory);
  }
}
