package org.postura.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** Everything that Beam has a file system for. */
final class BeamShelf implements Shelf {
  /** How the clients of object stores tell that something may not be read or written. */
  private static final Pattern DENIED =
      Pattern.compile(
          "\\b(401|403)\\b|Forbidden|AccessDenied|Permission denied|does not have .*access");

  private static final Pattern MISSING = Pattern.compile("\\b404\\b|NoSuchKey|NoSuchBucket");

  private final Map<String, ConditionalCreate> conditional =
      ServiceLoader.load(ConditionalCreate.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toUnmodifiableMap(ConditionalCreate::scheme, create -> create));

  /** A call that may fail in a store's own words. */
  private interface Call<T> {
    T run() throws IOException;
  }

  @Override
  public SeekableByteChannel open(Location location) throws IOException {
    ReadableByteChannel channel =
        told(location, () -> FileSystems.open(resource(location, /* directory= */ false)));
    if (channel instanceof SeekableByteChannel seekable) {
      return new ReadAheadChannel(location, seekable, () -> reopen(location));
    }
    return Spool.of(channel);
  }

  private SeekableByteChannel reopen(Location location) throws IOException {
    return told(
        location,
        () -> (SeekableByteChannel) FileSystems.open(resource(location, /* directory= */ false)));
  }

  @Override
  public Optional<StoredFile> stat(Location location) throws IOException {
    try {
      // By its text: not all resources say themselves.
      for (MatchResult.Metadata file : match(location, literal(location.text()))) {
        if (file.resourceId().toString().equals(location.text())) {
          return Optional.of(stored(location, file));
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (UnsupportedOperationException e) { // The class path: can be opened, not looked up.
      try (SeekableByteChannel bytes = open(location)) {
        return Optional.of(new StoredFile(location, bytes.size(), 0, null));
      }
    }
  }

  private static List<MatchResult.Metadata> match(Location location, String pattern)
      throws IOException {
    return told(location, () -> FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata());
  }

  private static StoredFile stored(Location location, MatchResult.Metadata file) {
    return new StoredFile(location, file.sizeBytes(), file.lastModifiedMillis(), file.checksum());
  }

  @Override
  public void list(Location directory, boolean deep, Consumer<StoredFile> to) throws IOException {
    String base = directory.endsWithSlash() ? directory.text() : directory.text() + "/";
    for (MatchResult.Metadata file : match(directory, literal(base) + (deep ? "**" : "*"))) {
      String name = file.resourceId().toString();
      if (name.startsWith(base) && !name.endsWith("/")) {
        to.accept(stored(Location.of(name), file));
      }
    }
  }

  /**
   * A pattern that the name matches, and few others: file systems do not agree on how a wildcard is
   * escaped, and some take the escape for a part of the name.
   */
  private static String literal(String name) {
    return name.replaceAll("[*?\\[\\]{}\\\\]", "?");
  }

  @Override
  public boolean takesName(Location location) {
    return true; // Object names may be anything; what is too long, its writing tells.
  }

  @Override
  public OutputStream create(Location location) throws IOException {
    return told(
        location,
        () ->
            Channels.newOutputStream(
                FileSystems.create(resource(location, false), MimeTypes.BINARY)));
  }

  @Override
  public void replace(Location location, byte[] bytes) throws IOException {
    told(
        location,
        () -> {
          try (OutputStream out = create(location)) {
            out.write(bytes);
          }
          return null;
        });
  }

  @Override
  public boolean createIfAbsent(Location location, byte[] bytes) throws IOException {
    ConditionalCreate create = conditional.get(location.scheme());
    if (create != null) {
      return told(location, () -> create.createIfAbsent(resource(location, false), bytes));
    }
    if (stat(location).isPresent()) {
      return false;
    }
    replace(location, bytes);
    return true;
  }

  @Override
  public void rename(Location from, Location to) throws IOException {
    told(
        from,
        () -> {
          FileSystems.rename(List.of(resource(from, false)), List.of(resource(to, false)));
          return null;
        });
  }

  @Override
  public void delete(Collection<Location> locations) throws IOException {
    Location first = locations.iterator().next();
    List<ResourceId> resources = new ArrayList<>();
    for (Location location : locations) {
      resources.add(resource(location, false));
    }
    try {
      delete(first, resources);
    } catch (NoSuchFileException e) { // Most pass over what is not there; others are asked singly.
      for (ResourceId resource : resources) {
        try {
          delete(first, List.of(resource));
        } catch (NoSuchFileException missing) {
          // As it is wanted.
        }
      }
    }
  }

  /** Beam's option to ignore what is missing would look for each before. */
  private static void delete(Location first, List<ResourceId> resources) throws IOException {
    told(
        first,
        () -> {
          FileSystems.delete(resources);
          return null;
        });
  }

  @Override
  public void prune(Location directory) {
    // Object stores have no directories.
  }

  private static ResourceId resource(Location location, boolean directory) throws IOException {
    try {
      return FileSystems.matchNewResource(location.text(), directory);
    } catch (IllegalArgumentException e) { // Beam's answer to a scheme that it does not know.
      throw new UnknownSchemeException(location, e);
    }
  }

  /** Runs a call; what a store says in its own words becomes the exceptions of java.nio. */
  private static <T> T told(Location location, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (FileSystemException e) {
      throw e;
    } catch (FileNotFoundException e) {
      throw caused(new NoSuchFileException(location.toString()), e);
    } catch (IllegalArgumentException e) {
      throw new UnknownSchemeException(location, e);
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof FileNotFoundException || MISSING.matcher(said).find()) {
          throw caused(new NoSuchFileException(location.toString()), e);
        }
        if (cause instanceof AccessDeniedException || DENIED.matcher(said).find()) {
          throw caused(new AccessDeniedException(location.toString()), e);
        }
      }
      throw e;
    }
  }

  private static FileSystemException caused(FileSystemException e, Throwable cause) {
    e.initCause(cause);
    return e;
  }
}
