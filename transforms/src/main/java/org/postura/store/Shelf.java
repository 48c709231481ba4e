package org.postura.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@link Store} needs of one kind of place; all of it as {@link Store} says it. */
interface Shelf {
  SeekableByteChannel open(Location location) throws IOException;

  Optional<StoredFile> stat(Location location) throws IOException;

  void list(Location directory, boolean deep, Consumer<StoredFile> to) throws IOException;

  boolean takesName(Location location) throws IOException;

  OutputStream create(Location location) throws IOException;

  boolean createIfAbsent(Location location, byte[] bytes) throws IOException;

  void replace(Location location, byte[] bytes) throws IOException;

  void rename(Location from, Location to) throws IOException;

  void delete(Collection<Location> locations) throws IOException;

  /** Removes directories that have become empty, where there are directories. */
  void prune(Location directory) throws IOException;
}
