package org.postura.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An object store for tests: what lies behind {@link ObjectStoreFileSystem}, and the test's hold on
 * it.
 *
 * <pre>{@code
 * ObjectStore store = ObjectStore.named("x"); // mem://x/…
 * store.put("in/a.mp4", bytes);
 * store.on(Operation.OPEN, "in/a.mp4").times(2).fail(Fault.unavailable());
 * Stall stall = store.on(Operation.READ, "**").atByte(100).stall();
 * store.listLate(1);
 * … store.count(Operation.LIST) …
 * store.reset();
 * }</pre>
 *
 * <p>Counts, faults and late listings are this JVM's, also where the objects are shared.
 */
public final class ObjectStore {
  /** Names on one page of a listing, as GCS and S3 give them. */
  private static final int PAGE = 1000;

  private static final Map<String, ObjectStore> STORES = new ConcurrentHashMap<>();
  private static final ObjectStore ON_DISK =
      new ObjectStore("dirstore:///", new DirectoryObjects(Path.of("/")));

  private final String root;
  private final StoredObjects objects;
  private final Requests requests;
  private final Map<String, Integer> hidden = new ConcurrentHashMap<>();
  private volatile int lateBy;

  static {
    FaultsOfCommand.install(ON_DISK);
  }

  private ObjectStore(String root, StoredObjects objects) {
    this.root = root;
    this.objects = objects;
    this.requests = new Requests(root);
  }

  /** The store of {@code mem://name/}, held in this JVM's memory. */
  public static ObjectStore named(String name) {
    return STORES.computeIfAbsent(
        name, bucket -> new ObjectStore("mem://" + bucket + "/", new MemoryObjects()));
  }

  /**
   * The store of {@code dirstore:///}, whose objects are the files of this machine; shared with
   * other JVMs. Names are absolute paths without the first slash.
   */
  public static ObjectStore onDisk() {
    return ON_DISK;
  }

  static ObjectStore of(ObjectResourceId id) {
    if (id.scheme().equals("mem")) {
      return named(id.bucket());
    }
    if (!id.bucket().isEmpty()) {
      throw new IllegalArgumentException("Expected dirstore:///path, was " + id);
    }
    return onDisk();
  }

  /** The URI of an object. */
  public String uri(String name) {
    return root + name;
  }

  /**
   * A rule for a fault.
   *
   * @param objectGlob what the object's name is like, as of {@link ObjectGlob}; of a listing its
   *     prefix, of a copy or rename either name
   */
  public FaultRule on(Operation operation, String objectGlob) {
    return requests.rule(operation, objectGlob);
  }

  /** Takes all faults away; what hangs goes on. */
  public void heal() {
    requests.heal();
  }

  /** Objects that are new from now on miss in so many listings. By name they are found at once. */
  public void listLate(int listings) {
    lateBy = listings;
  }

  /** Objects that are new from now on are not listed before {@link #showListings}. */
  public void holdListings() {
    lateBy = Integer.MAX_VALUE;
  }

  /** Listings are true again. */
  public void showListings() {
    lateBy = 0;
    hidden.clear();
  }

  /** How many requests of a kind there were. */
  public long count(Operation operation) {
    return requests.count(operation);
  }

  /** How many bytes were read. */
  public long bytesRead() {
    return requests.bytesRead();
  }

  /** Forgets faults, counts and, if in memory, objects. */
  public void reset() {
    heal();
    showListings();
    resetCounts();
    objects.clear();
  }

  /** Begins to count anew. */
  public void resetCounts() {
    requests.resetCounts();
  }

  /** Puts an object there, uncounted and without faults. */
  public void put(String name, byte[] bytes) throws IOException {
    try (StoredObjects.Upload upload = objects.upload(name)) {
      writeAll(upload, bytes);
      upload.publish(name);
    }
  }

  /** An object's bytes, uncounted and without faults; empty if there is none. */
  public Optional<byte[]> get(String name) throws IOException {
    if (objects.find(name).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Channels.newInputStream(objects.read(name))) {
      return Optional.of(in.readAllBytes());
    }
  }

  /** The names of all objects below a prefix as they are, uncounted. */
  public List<String> names(String prefix) throws IOException {
    return objects.list(prefix).stream().map(StoredObjects.Facts::name).toList();
  }

  /** Gives an object another modification time; its bytes stay. */
  public void touch(String name, Instant modified) throws IOException {
    objects.touch(name, modified.toEpochMilli());
  }

  /** The objects that match, as a listing tells them. */
  List<StoredObjects.Facts> list(ObjectGlob glob) throws IOException {
    requests.before(Operation.LIST, glob.prefix());
    List<StoredObjects.Facts> listed = objects.list(glob.prefix());
    requests.counted(Operation.LIST, Math.max(0, listed.size() - 1) / PAGE);
    List<StoredObjects.Facts> matching = new ArrayList<>();
    for (StoredObjects.Facts facts : listed) {
      if (glob.matches(facts.name()) && !facts.name().endsWith("/") && isListed(facts.name())) {
        matching.add(facts);
      }
    }
    return matching;
  }

  private boolean isListed(String name) {
    return hidden.computeIfPresent(
            name, (same, left) -> left == Integer.MAX_VALUE ? left : left == 0 ? null : left - 1)
        == null;
  }

  Optional<StoredObjects.Facts> stat(String name) throws IOException {
    requests.before(Operation.STAT, name);
    return objects.find(name);
  }

  SeekableByteChannel open(String name) throws IOException {
    requests.before(Operation.OPEN, name);
    return new ObjectReadChannel(requests, name, objects.read(name));
  }

  WritableByteChannel create(String name) throws IOException {
    requests.before(Operation.CREATE, name);
    return new ObjectWriteChannel(this, name, objects.upload(name));
  }

  void publish(String name, StoredObjects.Upload upload) throws IOException {
    requests.before(Operation.PUBLISH, name);
    hideIfNew(name);
    upload.publish(name);
    requests.after(Operation.PUBLISH, name);
  }

  /** Writes an object if there is none of its name; exactly one of those who try succeeds. */
  public boolean createIfAbsent(String name, byte[] bytes) throws IOException {
    requests.before(Operation.CREATE_IF_ABSENT, name);
    boolean created;
    try (StoredObjects.Upload upload = objects.upload(name)) {
      writeAll(upload, bytes);
      hideIfNew(name);
      created = upload.publishIfAbsent(name);
    }
    requests.after(Operation.CREATE_IF_ABSENT, name);
    return created;
  }

  void copy(String from, String to) throws IOException {
    requests.before(Operation.COPY, from, to);
    try (SeekableByteChannel source = objects.read(from);
        StoredObjects.Upload upload = objects.upload(to)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      while (source.read(buffer) >= 0) {
        upload.write(buffer.flip());
        buffer.compact();
      }
      hideIfNew(to);
      upload.publish(to);
    }
    requests.after(Operation.COPY, from, to);
  }

  /** Copies, then deletes: in between, and for ever if the second fails, there are both. */
  void rename(String from, String to) throws IOException {
    requests.before(Operation.RENAME, from, to);
    copy(from, to);
    delete(from);
    requests.after(Operation.RENAME, from, to);
  }

  /** Deletes an object; one that is not there is no error, as in Beam's GCS file system. */
  void delete(String name) throws IOException {
    requests.before(Operation.DELETE, name);
    hidden.remove(name);
    objects.delete(name);
    requests.after(Operation.DELETE, name);
  }

  private void hideIfNew(String name) throws IOException {
    if (lateBy > 0 && objects.find(name).isEmpty()) {
      hidden.put(name, lateBy);
    }
  }

  private static void writeAll(WritableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
