package org.postura.transforms;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** Lines of all files that {@link #list} finds, in the order of their names. */
  static List<String> lines(String directory, String prefix, String suffix) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ResourceId file : list(directory, prefix, suffix)) {
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

  /**
   * Whether a file is there. Local names are not given to Beam, which takes them for patterns: a
   * missing file would make it walk all that lies below the directory.
   */
  static boolean exists(String name) throws IOException {
    return local(name)
        ? Files.exists(Path.of(name))
        : !FileSystems.match(name, EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  static void delete(Iterable<ResourceId> files) throws IOException {
    List<ResourceId> list = new ArrayList<>();
    files.forEach(list::add);
    if (!list.isEmpty()) {
      FileSystems.delete(list, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  /**
   * The files in a directory whose names begin and end so, in the order of their names; none if the
   * directory is not there.
   *
   * @param directory ends in {@code /}; taken literally where it is local
   */
  static List<ResourceId> list(String directory, String prefix, String suffix) throws IOException {
    return list(directory, prefix, suffix, Long.MAX_VALUE);
  }

  /** Those of them that hold nothing. */
  static List<ResourceId> listEmpty(String directory, String prefix, String suffix)
      throws IOException {
    return list(directory, prefix, suffix, 0);
  }

  private static List<ResourceId> list(
      String directory, String prefix, String suffix, long maxBytes) throws IOException {
    List<ResourceId> files = new ArrayList<>();
    if (local(directory)) {
      for (Path path : in(Path.of(directory))) {
        String name = path.toFile().getName();
        if (name.startsWith(prefix) && name.endsWith(suffix) && Files.size(path) <= maxBytes) {
          files.add(file(path.toString()));
        }
      }
    } else {
      String pattern = directory + prefix + "*" + suffix;
      for (MatchResult.Metadata file :
          FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata()) {
        if (file.sizeBytes() <= maxBytes) {
          files.add(file.resourceId());
        }
      }
    }
    files.sort(Comparator.comparing(ResourceId::toString));
    return files;
  }

  private static List<Path> in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean local(String name) {
    return !name.contains("://");
  }
}
