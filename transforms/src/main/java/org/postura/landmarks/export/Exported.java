package org.postura.landmarks.export;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one landmark file.
 *
 * @param input the landmark file
 * @param frames records in it
 * @param rate frames a second by the first and the last time stamp, NaN if there are not two
 * @param persons how many persons were written
 * @param files what was written; a directory for OpenPose's files
 * @param warnings what a user of the files should know, a sentence each
 */
public record Exported(
    Path input, long frames, double rate, int persons, List<Path> files, List<String> warnings) {
  public Exported {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }
}
