package org.postura.run.inputs;

import org.postura.store.Location;
import org.postura.store.StoredFile;

/**
 * A video that an input matched.
 *
 * @param location where it is
 * @param path its path below the fixed part of the input
 * @param output the output that a list asks for, or null
 * @param sizeBytes its size, 0 if nothing is there
 * @param modifiedMillis when it was last changed, ms since 1970; 0 if nothing is there or the store
 *     doesn't say
 * @param version what its store calls these bytes, or null
 * @param missing whether nothing is there
 */
public record FoundVideo(
    Location location,
    String path,
    String output,
    long sizeBytes,
    long modifiedMillis,
    String version,
    boolean missing) {

  static FoundVideo of(StoredFile file, String path, String output) {
    return new FoundVideo(
        file.location(),
        path,
        output,
        file.sizeBytes(),
        file.modifiedMillis(),
        file.version(),
        /* missing= */ false);
  }

  static FoundVideo missing(Location location, String path, String output) {
    return new FoundVideo(location, path, output, 0, 0, null, /* missing= */ true);
  }
}
