package org.postura.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A file system for tests that behaves as an object store does: {@code mem://bucket/…} in this
 * JVM's memory, {@code dirstore:///absolute/path/…} over files that several JVMs share.
 *
 * <ul>
 *   <li>An object appears whole when its channel is closed, also when it is closed after an
 *       exception: half an object is then published, as on GCS.
 *   <li>A rename is a copy and a delete, one object after the other; both names are there in
 *       between.
 *   <li>There are no directories: a pattern ({@code *}, {@code **}, {@code ?}) lists all names
 *       below its fixed part, a name without wildcards is asked for by itself.
 *   <li>An open channel reads the object as it was, whatever is published over it.
 *   <li>Deleting what is not there is no error.
 * </ul>
 *
 * <p>{@link ObjectStore} counts requests and makes them fail, hang, or listings late.
 */
public final class ObjectStoreFileSystem extends FileSystem<ObjectResourceId> {
  private final String scheme;

  ObjectStoreFileSystem(String scheme) {
    this.scheme = scheme;
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      try {
        results.add(match(ObjectResourceId.parse(spec)));
      } catch (IOException e) {
        results.add(MatchResult.create(Status.ERROR, e));
      }
    }
    return results;
  }

  private static MatchResult match(ObjectResourceId spec) throws IOException {
    ObjectStore store = ObjectStore.of(spec);
    ObjectGlob glob = new ObjectGlob(spec.object());
    if (glob.isWild()) {
      List<Metadata> found = new ArrayList<>();
      for (StoredObjects.Facts facts : store.list(glob)) {
        found.add(metadata(spec, facts));
      }
      return MatchResult.create(Status.OK, found);
    }
    Optional<StoredObjects.Facts> facts = store.stat(glob.prefix());
    return facts.isPresent()
        ? MatchResult.create(Status.OK, List.of(metadata(spec, facts.get())))
        : MatchResult.create(
            Status.NOT_FOUND, new FileNotFoundException("No such object: " + spec));
  }

  private static Metadata metadata(ObjectResourceId spec, StoredObjects.Facts facts) {
    Metadata.Builder metadata =
        Metadata.builder()
            .setResourceId(spec.named(facts.name()))
            .setSizeBytes(facts.sizeBytes())
            .setLastModifiedMillis(facts.modifiedMillis())
            .setIsReadSeekEfficient(true);
    if (facts.checksum() != null) {
      metadata.setChecksum(facts.checksum());
    }
    return metadata.build();
  }

  @Override
  protected WritableByteChannel create(ObjectResourceId id, CreateOptions options)
      throws IOException {
    return ObjectStore.of(id).create(id.object());
  }

  @Override
  protected ReadableByteChannel open(ObjectResourceId id) throws IOException {
    return ObjectStore.of(id).open(id.object());
  }

  @Override
  protected void copy(List<ObjectResourceId> from, List<ObjectResourceId> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      sameStore(from.get(i), to.get(i)).copy(from.get(i).object(), to.get(i).object());
    }
  }

  @Override
  protected void rename(
      List<ObjectResourceId> from, List<ObjectResourceId> to, MoveOptions... options)
      throws IOException {
    Set<MoveOptions> given = Set.of(options);
    for (int i = 0; i < from.size(); i++) {
      String source = from.get(i).object();
      String target = to.get(i).object();
      ObjectStore store = sameStore(from.get(i), to.get(i));
      if (given.contains(StandardMoveOptions.IGNORE_MISSING_FILES)
          && store.stat(source).isEmpty()) {
        continue;
      }
      if (given.contains(StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS)
          && store.stat(target).isPresent()) {
        store.delete(source);
      } else {
        store.rename(source, target);
      }
    }
  }

  /** A store that copies between buckets would say nothing more about our code. */
  private static ObjectStore sameStore(ObjectResourceId from, ObjectResourceId to) {
    if (!from.bucket().equals(to.bucket())) {
      throw new IllegalArgumentException("Not in one bucket: %s, %s".formatted(from, to));
    }
    return ObjectStore.of(from);
  }

  @Override
  protected void delete(Collection<ObjectResourceId> ids) throws IOException {
    for (ObjectResourceId id : ids) {
      ObjectStore.of(id).delete(id.object());
    }
  }

  @Override
  protected ObjectResourceId matchNewResource(String spec, boolean isDirectory) {
    if (!isDirectory && spec.endsWith("/")) {
      throw new IllegalArgumentException("A file's name does not end in a slash: " + spec);
    }
    return ObjectResourceId.parse(isDirectory && !spec.endsWith("/") ? spec + "/" : spec);
  }

  @Override
  protected String getScheme() {
    return scheme;
  }

  /** Tells Beam of both schemes. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new ObjectStoreFileSystem("mem"), new ObjectStoreFileSystem("dirstore"));
    }
  }
}
