package org.postura.pipeline;

import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.postura.landmarks.Format;
import org.postura.run.inputs.Inputs;
import org.postura.store.Location;

/**
 * What {@code --output} names.
 *
 * @param place the directory, prefix or file, absolute
 * @param format the format that a single file's name stands for; null for a directory
 */
record OutputOption(Location place, Format format) {
  private static final String ENDINGS = ".avro, .json, .jsonl, .parquet";

  /** Reads the option; throws {@link UsageException} if it can be neither. */
  static OutputOption parse(String output) {
    Location place;
    try {
      place = Location.of(output).absolute();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          String.format(
              Locale.ROOT, "--output must be a directory or a file name, was '%s'", output),
          e);
    }
    return new OutputOption(place, format(output, place));
  }

  /**
   * A directory is one that is there, or a name that ends in a slash or in nothing by which people
   * know files.
   */
  private static Format format(String output, Location place) {
    if (output.endsWith("/") || place.isLocal() && Files.isDirectory(place.path())) {
      return null;
    }
    Optional<Format> format = Format.ofName(output);
    if (format.isPresent()) {
      return format.get();
    }
    if (place.isLocal() && Files.exists(place.path())) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--output=%s is a file; give a directory, or a file ending in one of %s",
              place,
              ENDINGS));
    }
    if (Inputs.isFileName(place.name())) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--output=%s: a file with landmarks ends in one of %s; a directory of this name is %s/",
              place,
              ENDINGS,
              place));
    }
    return null;
  }
}
