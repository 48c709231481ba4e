package org.postura.landmarks.export;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePosesReader;

/**
 * A landmark file and the name of what is made of it: {@code day1} and {@code a} for {@code
 * day1/a.mp4.avro} below a directory.
 *
 * @param file the landmark file
 * @param format by its name
 * @param directory below the output, empty for the output itself
 * @param name without an extension
 */
record LandmarkInput(Path file, Format format, String directory, String name) {
  /** Extensions of videos and photos: they are dropped from names, other dots in them are kept. */
  private static final Set<String> MEDIA =
      Set.of(
          "3gp", "avi", "avif", "bmp", "flv", "gif", "heic", "heif", "jpeg", "jpg", "m2ts", "m4v",
          "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "png", "tif", "tiff", "ts",
          "vob", "webm", "webp", "wmv");

  FramePosesReader open() throws IOException {
    return format.reader(file);
  }

  /**
   * The landmark files among {@code paths}, and those below the directories among them; what begins
   * with a dot or an underscore is passed over there.
   *
   * @throws IOException if there is none at a path
   * @throws IllegalArgumentException if a path is no landmark file, or two would get one name
   */
  static List<LandmarkInput> find(List<Path> paths) throws IOException {
    Map<String, LandmarkInput> byName = new HashMap<>();
    List<LandmarkInput> inputs = new ArrayList<>();
    for (Path path : paths) {
      for (LandmarkInput input : Files.isDirectory(path) ? below(path) : List.of(file(path))) {
        LandmarkInput other = byName.putIfAbsent(input.directory + input.name, input);
        if (other != null) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "%s and %s would both become %s; export them one by one",
                  other.file,
                  input.file,
                  input.directory + input.name));
        }
        inputs.add(input);
      }
    }
    return inputs;
  }

  private static LandmarkInput file(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "nothing is there");
    }
    if (Format.ofName(path.toString()).isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is no landmark file: those end in .avro, .jsonl, .json or .parquet",
              path));
    }
    return of(path, String.valueOf(path.getFileName()));
  }

  private static List<LandmarkInput> below(Path directory) throws IOException {
    Path root = root(directory);
    List<LandmarkInput> inputs;
    try (Stream<Path> files = Files.walk(root)) {
      inputs =
          files
              .filter(file -> isLandmarks(root.relativize(file)) && Files.isRegularFile(file))
              .sorted()
              .map(file -> of(file, root.relativize(file).toString()))
              .toList();
    }
    if (inputs.isEmpty()) {
      throw new NoSuchFileException(directory.toString(), null, "no landmark file is below it");
    }
    return inputs;
  }

  /** An output of postura has its landmarks in a directory of that name. */
  private static Path root(Path directory) {
    Path landmarks = directory.resolve("landmarks");
    return Files.isDirectory(landmarks) ? landmarks : directory;
  }

  private static boolean isLandmarks(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return false;
      }
    }
    return Format.ofName(relative.toString()).isPresent();
  }

  private static LandmarkInput of(Path file, String relative) {
    int slash = relative.lastIndexOf(File.separatorChar) + 1;
    String name = withoutExtension(relative.substring(slash));
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return new LandmarkInput(
        file,
        Format.ofName(relative).orElseThrow(),
        relative.substring(0, slash),
        MEDIA.contains(extension.toLowerCase(Locale.ROOT)) ? withoutExtension(name) : name);
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
