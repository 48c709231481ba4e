package org.postura.landmarks.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesWriter;

/** A run of the export over files that tests write. */
final class ExportRun {
  static final Map<String, String> METADATA = Map.of("postura.time_base", "1/15360");

  final List<Exported> done = new ArrayList<>();
  final List<Path> failed = new ArrayList<>();
  final Path output;

  private ExportRun(Path output) {
    this.output = output;
  }

  static ExportRun of(Target target, ExportOptions options, Path output, Path... inputs)
      throws IOException {
    ExportRun run = new ExportRun(output);
    new Export(target, options)
        .run(List.of(inputs), output, run.done::add, (file, e) -> run.failed.add(file));
    return run;
  }

  /** Exports one file with these frames. */
  static ExportRun of(Target target, ExportOptions options, Path directory, List<FramePoses> frames)
      throws IOException {
    return of(
        target, options, directory.resolve("out"), write(directory.resolve("a.mp4.avro"), frames));
  }

  static Path write(Path file, List<FramePoses> frames) throws IOException {
    return write(file, METADATA, frames);
  }

  static Path write(Path file, Map<String, String> metadata, List<FramePoses> frames)
      throws IOException {
    Files.createDirectories(file.getParent());
    Format format = Format.ofName(file.toString()).orElseThrow();
    try (OutputStream out = Files.newOutputStream(file);
        FramePosesWriter writer = format.writer(out, metadata)) {
      for (FramePoses frame : frames) {
        writer.write(frame);
      }
    }
    return file;
  }

  String text(String name) throws IOException {
    return Files.readString(output.resolve(name));
  }

  List<String> lines(String name) throws IOException {
    return Files.readAllLines(output.resolve(name));
  }
}
