package org.postura.run.inputs;

import org.postura.store.Location;
import org.postura.store.StoredFile;

/**
 * A video that an input matched.
 *
 * @param location where it is
 * @param path its path below the fixed part of the input, as {@link OutputPath} spells it
 * @param output the output that a list asks for, or null
 * @param sizeBytes its size, 0 if nothing is there
 * @param modifiedMillis when it was last changed, ms since 1970; 0 if nothing is there or the store
 *     doesn't say
 * @param version what its store calls these bytes, or null
 * @param missing whether nothing is there
 * @param searched whether it was found by searching a directory, and its name says nothing about
 *     what it is: if its content is no video, nobody has asked for it
 */
public record FoundVideo(
    Location location,
    String path,
    String output,
    long sizeBytes,
    long modifiedMillis,
    String version,
    boolean missing,
    boolean searched) {

  static FoundVideo of(StoredFile file, String path, String output) {
    return of(file, path, output, /* searched= */ false);
  }

  static FoundVideo of(StoredFile file, String path, String output, boolean searched) {
    return new FoundVideo(
        file.location(),
        path,
        output,
        file.sizeBytes(),
        file.modifiedMillis(),
        file.version(),
        /* missing= */ false,
        searched);
  }

  static FoundVideo missing(Location location, String path, String output) {
    return new FoundVideo(location, path, output, 0, 0, null, /* missing= */ true, false);
  }

  /** The relative path of its output: its own with an extension, shortened if it is too long. */
  public String outputPath(String extension) {
    return OutputPath.fitted(path, extension);
  }

  /** The same, but one that no video of another location has. */
  public String uniqueOutputPath(String extension) {
    return OutputPath.marked(path, location.text(), extension);
  }
}
