package org.postura.store;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in the JVM's memory, with a checksum each as GCS and S3 tell it. */
final class MemoryObjects implements StoredObjects {
  private record Stored(byte[] bytes, long modifiedMillis, String checksum) {}

  private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();

  @Override
  public Optional<Facts> find(String name) {
    return Optional.ofNullable(objects.get(name)).map(stored -> facts(name, stored));
  }

  @Override
  public List<Facts> list(String prefix) {
    return objects.tailMap(prefix, true).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> facts(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public SeekableByteChannel read(String name) throws FileNotFoundException {
    Stored stored = objects.get(name);
    if (stored == null) {
      throw new FileNotFoundException("No such object: " + name);
    }
    return new BytesOfObject(stored.bytes());
  }

  @Override
  public Upload upload(String name) {
    return new MemoryUpload();
  }

  @Override
  public boolean delete(String name) {
    return objects.remove(name) != null;
  }

  @Override
  public void touch(String name, long modifiedMillis) {
    objects.computeIfPresent(
        name, (same, stored) -> new Stored(stored.bytes(), modifiedMillis, stored.checksum()));
  }

  @Override
  public void clear() {
    objects.clear();
  }

  private static Facts facts(String name, Stored stored) {
    return new Facts(name, stored.bytes().length, stored.modifiedMillis(), stored.checksum());
  }

  private static String checksum(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }

  private final class MemoryUpload implements Upload {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean open = true;

    @Override
    public int write(ByteBuffer source) {
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      written.writeBytes(bytes);
      return bytes.length;
    }

    @Override
    public void publish(String name) {
      objects.put(name, stored());
    }

    @Override
    public boolean publishIfAbsent(String name) {
      return objects.putIfAbsent(name, stored()) == null;
    }

    private Stored stored() {
      byte[] bytes = written.toByteArray();
      return new Stored(bytes, System.currentTimeMillis(), checksum(bytes));
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  /** A channel over the bytes of one object. */
  private static final class BytesOfObject implements SeekableByteChannel {
    private final byte[] bytes;
    private long position;
    private boolean open = true;

    BytesOfObject(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target) {
      if (position >= bytes.length) {
        return -1;
      }
      int count = Math.min(target.remaining(), bytes.length - (int) position);
      target.put(bytes, (int) position, count);
      position += count;
      return count;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException("opened for reading");
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException("opened for reading");
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
