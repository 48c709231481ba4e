package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, stopped by SIGTERM in the middle. */
class StopTest {
  private static final int VIDEOS = 8;
  private static final int SIGTERM_EXIT = 143;

  @TempDir Path folder;

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void whatHasEndedStaysAndTheNextRunDoesTheRest() throws Exception {
    Path videos = Files.createDirectories(folder.resolve("videos"));
    for (int i = 0; i < VIDEOS; i++) {
      try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
        Files.copy(demo, videos.resolve(i + ".mp4"));
      }
    }
    Path out = folder.resolve("out");
    Path heartbeat = folder.resolve("heartbeat");
    String[] options = {
      "--input=" + videos, "--output=" + out, "--model=lite", "--targetParallelism=1"
    };

    Process process = start(heartbeat, options);
    while (files(out.resolve("landmarks")).isEmpty()
        && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
      // It has not come so far.
    }
    assertTrue(Files.readString(heartbeat).startsWith("working"), "a run that moves says so");
    process.destroy();
    int exitCode = process.waitFor();
    String said = Files.readString(folder.resolve("said"));

    assertEquals(SIGTERM_EXIT, exitCode, said);
    int done = files(out.resolve("landmarks")).size();
    assertTrue(done < VIDEOS, "too fast to be stopped in the middle");
    assertTrue(said.contains("%d of %d have ended".formatted(done, VIDEOS)), said);
    List<Path> left = files(out.resolve("_postura/runs"));
    assertEquals(1, left.size(), left::toString);
    assertTrue(left.get(0).endsWith("summary.json"), left::toString);
    assertTrue(Files.readString(left.get(0)).contains("\"end\":\"STOPPED\""));
    assertEquals(done, rows(out));

    CommandRun rest = CommandRun.of(options);
    assertEquals(ExitCode.DONE, rest.exitCode(), rest::err);
    assertTrue(
        rest.out()
            .contains(
                "%d videos done, 0 partial, 0 failed, %d up to date"
                    .formatted(VIDEOS - done, done)),
        rest::out);
    assertEquals(VIDEOS, files(out.resolve("landmarks")).size());
    assertEquals(VIDEOS, rows(out), "nothing published is computed again");
  }

  private Process start(Path heartbeat, String... options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-D" + Heartbeat.PROPERTY + "=" + heartbeat,
            "-cp",
            System.getProperty("java.class.path"),
            Postura.class.getName());
    builder.command().addAll(List.of(options));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }

  private static int rows(Path out) throws IOException {
    int rows = 0;
    for (Path file : files(out.resolve("_postura/ledger"))) {
      rows += Files.readAllLines(file).size();
    }
    return rows;
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> below = Files.walk(directory)) {
      return below.filter(Files::isRegularFile).filter(f -> !f.endsWith("lock")).toList();
    }
  }
}
