package org.postura.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Where a test's files lie: one suite holds for both. Nothing in the names is a wildcard, whatever
 * it looks like.
 */
public enum Place {
  /** The local disk. */
  DISK,
  /** An object store in memory, a store of its own for every test's temporary directory. */
  MEMORY;

  static {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static final String NAME = "re sults [1] {a,b}";

  /**
   * A directory or prefix with a name that is hard to take, ending in a slash.
   *
   * @param folder the test's own directory
   */
  public Location root(Path folder) {
    return this == DISK
        ? Location.of(folder.resolve(NAME) + "/")
        : Location.of(store(folder).uri(NAME + "/"));
  }

  /** One whose name anybody can take. */
  public Location plain(Path folder) {
    return this == DISK
        ? Location.of(folder.resolve("plain") + "/")
        : Location.of(store(folder).uri("plain/"));
  }

  /** The object store of a test. */
  public static ObjectStore store(Path folder) {
    return ObjectStore.named("test-" + folder.getFileName());
  }

  /** Writes a text. */
  public static void write(Location file, String text) throws IOException {
    Store.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text of a file that is there. */
  public static String read(Location file) throws IOException {
    return new String(Store.read(file).orElseThrow(), StandardCharsets.UTF_8);
  }

  /** Names of all files below a directory, relative to it, sorted. */
  public static List<String> below(Location directory) throws IOException {
    List<String> names = new ArrayList<>();
    Store.listAll(
        directory, file -> names.add(file.location().text().substring(directory.text().length())));
    names.sort(null);
    return names;
  }
}
