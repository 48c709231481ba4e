package org.postura.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesReader;

/** Runs of the command over a directory of videos, with the lite network and few frames. */
abstract class Nights {
  static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  Path videos;
  Path out;

  @BeforeEach
  void copyTheDemo() throws IOException {
    videos = Files.createDirectories(folder.resolve("videos"));
    out = folder.resolve("out [1] {é}"); // Nothing in a name is a wildcard.
    try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
      Files.copy(demo, videos.resolve("good.mp4"));
    }
  }

  CommandRun run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--input=" + videos,
                "--output=" + out,
                "--format=json",
                "--model=lite",
                "--fps=6"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(new String[0]));
  }

  List<JsonNode> ledger() throws IOException {
    return lines(out.resolve("_postura/ledger"));
  }

  static List<JsonNode> lines(Path directory) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          rows.add(JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  static InputStream demo() {
    return BatchTest.class.getResourceAsStream("/org/postura/demo/demo.mp4");
  }

  static List<FramePoses> frames(Path file) throws IOException {
    List<FramePoses> frames = new ArrayList<>();
    try (FramePosesReader reader = Format.JSON.reader(Files.newInputStream(file))) {
      for (Optional<FramePoses> next = reader.read(); next.isPresent(); next = reader.read()) {
        frames.add(next.get());
      }
    }
    return frames;
  }

  static Stream<String> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .toList()
          .stream();
    }
  }
}
