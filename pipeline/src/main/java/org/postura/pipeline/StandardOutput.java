package org.postura.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code --output=-}: a run into a directory of its own, whose landmark files are then written to
 * standard output, one after the other in the order of their names. What is said about the run goes
 * to standard error. Nothing is left behind, so there is no ledger for a later run to look at; a
 * run that is stopped writes nothing.
 */
final class StandardOutput {
  /** What stands for standard output. */
  static final String NAME = "-";

  private StandardOutput() {}

  /** Runs the batch; returns its exit code. */
  static int run(PosturaOptions options, PrintStream out, PrintStream err, boolean terminal) {
    if (options.getFormat() == null) {
      options.setFormat("json");
    } else if (!options.getFormat().equals("json")) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--format=%s can't go to standard output (--output=-); leave it out, or give --output a directory",
              options.getFormat()));
    }
    Settings.of(options); // Wrong options are found before anything is made.
    try {
      Path folder = Files.createTempDirectory("postura-");
      try {
        options.setOutput(folder.toString());
        int exitCode =
            new Batch(options, Settings.of(options).toStandardOutput(), err, err, terminal).run();
        if (!StopSignal.received()) {
          copy(folder, out);
        }
        return exitCode;
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new RunException("The temporary directory can't be used: " + e.getMessage(), e);
    }
  }

  private static void copy(Path folder, PrintStream out) throws IOException {
    Path landmarks = folder.resolve("landmarks");
    if (!Files.isDirectory(landmarks)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> below = Files.walk(landmarks)) {
      files = below.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Files.copy(file, out);
    }
    if (out.checkError()) {
      throw new RunException("Standard output was closed before all landmarks were written");
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> below = Files.walk(folder)) {
      all = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
