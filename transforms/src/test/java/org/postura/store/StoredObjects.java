package org.postura.store;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;

/** Where an {@link ObjectStore} keeps its objects: bytes under flat names, without any trouble. */
interface StoredObjects {
  /**
   * What a listing tells of an object.
   *
   * @param checksum null where the store has none
   */
  record Facts(String name, long sizeBytes, long modifiedMillis, String checksum) {}

  /** Bytes on their way in; seen by nobody before they are published. */
  interface Upload extends WritableByteChannel {
    /** Makes the object appear, whole, in place of any other of its name. */
    void publish(String name) throws IOException;

    /** The same if there is no object of this name; else false, and nothing has changed. */
    boolean publishIfAbsent(String name) throws IOException;
  }

  Optional<Facts> find(String name) throws IOException;

  /** The objects whose names begin so, by name. */
  List<Facts> list(String prefix) throws IOException;

  /**
   * The bytes as they are now: what is published under the name later isn't seen.
   *
   * @throws java.io.FileNotFoundException if there is no such object
   */
  SeekableByteChannel read(String name) throws IOException;

  Upload upload(String name) throws IOException;

  boolean delete(String name) throws IOException;

  void touch(String name, long modifiedMillis) throws IOException;

  /** Deletes all objects, where they live no longer than the JVM. */
  void clear();
}
