package org.postura.transforms;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** Small files of a run on any file system. */
final class StateFiles {
  private StateFiles() {}

  static ResourceId file(String name) {
    return FileSystems.matchNewResource(name, /* isDirectory= */ false);
  }

  /**
   * Lines of all files that {@code pattern} matches, in the order of their names; none if nothing
   * matches.
   */
  static List<String> lines(String pattern) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ResourceId file : match(pattern)) {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  Channels.newInputStream(FileSystems.open(file)), StandardCharsets.UTF_8))) {
        reader.lines().filter(line -> !line.isBlank()).forEach(lines::add);
      }
    }
    return lines;
  }

  /** The text of a small file, empty if it is not there. */
  static Optional<String> read(String name) throws IOException {
    try (java.io.InputStream in = Channels.newInputStream(FileSystems.open(file(name)))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Writes a file whole: under a temporary name first, then renamed. */
  static void write(String name, String temporary, Iterable<String> lines) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(file(temporary), MimeTypes.TEXT))) {
      for (String line : lines) {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
    rename(temporary, name);
  }

  static void rename(String from, String to) throws IOException {
    FileSystems.rename(List.of(file(from)), List.of(file(to)));
  }

  static boolean exists(String name) throws IOException {
    return !match(name).isEmpty();
  }

  static void delete(Iterable<ResourceId> files) throws IOException {
    List<ResourceId> list = new ArrayList<>();
    files.forEach(list::add);
    if (!list.isEmpty()) {
      FileSystems.delete(list, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  /** The files that a pattern matches, in the order of their names. */
  static List<ResourceId> match(String pattern) throws IOException {
    return match(pattern, Long.MAX_VALUE);
  }

  /** Those of them that hold nothing. */
  static List<ResourceId> matchEmpty(String pattern) throws IOException {
    return match(pattern, 0);
  }

  private static List<ResourceId> match(String pattern, long maxBytes) throws IOException {
    List<ResourceId> files = new ArrayList<>();
    for (MatchResult.Metadata file :
        FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata()) {
      if (file.sizeBytes() <= maxBytes) {
        files.add(file.resourceId());
      }
    }
    files.sort(Comparator.comparing(ResourceId::toString));
    return files;
  }
}
