package org.postura.blazepose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;
import org.postura.video.Frame;

/**
 * Compares whole clips with MediaPipe's own landmarks. For development: it needs the reference
 * material (a folder named by POSTURA_SHARED) and Python.
 */
@EnabledIfEnvironmentVariable(named = "POSTURA_SHARED", matches = ".+")
class GoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path golden() {
    return Path.of(System.getenv("POSTURA_SHARED"), "golden");
  }

  static Stream<Path> references() throws IOException {
    String only = System.getenv().getOrDefault("POSTURA_GOLDEN", "");
    try (Stream<Path> files = Files.list(golden())) {
      return files
          .filter(file -> file.toString().endsWith(".json.gz") && file.toString().contains(only))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static PoseOptions optionsOf(String tag) {
    PoseOptions legacy = PoseOptions.defaults().withProfile(Profile.MEDIAPIPE_SOLUTIONS);
    PoseOptions tasks = PoseOptions.defaults().withProfile(Profile.MEDIAPIPE_TASKS);
    return switch (tag) {
      case "legacy-lite-tracking" -> legacy.withModel(Model.LITE);
      case "legacy-full-tracking" -> legacy;
      case "legacy-heavy-tracking" -> legacy.withModel(Model.HEAVY);
      case "legacy-full-static" -> legacy.withRunningMode(RunningMode.IMAGE);
      case "legacy-full-nosmooth" -> legacy.withSmoothing(false);
      case "tasks-full-video-1" -> tasks;
      case "tasks-full-video-3" -> tasks.withNumPoses(3);
      case "tasks-full-image-3" -> tasks.withNumPoses(3).withRunningMode(RunningMode.IMAGE);
      default -> throw new IllegalArgumentException(tag);
    };
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithMediaPipe(Path reference, @TempDir Path folder) throws Exception {
    String[] name = reference.getFileName().toString().split("\\.");
    Path output = folder.resolve("output.jsonl");
    PoseOptions options = optionsOf(name[1]);
    try (InputStream gzip = new GZIPInputStream(Files.newInputStream(reference));
        BlazePose blazePose = BlazePose.load(options.model());
        PoseEstimator estimator = blazePose.newEstimator(options);
        BufferedWriter writer = Files.newBufferedWriter(output)) {
      JsonNode expected = JSON.readTree(gzip);
      estimateAll(golden().resolve(name[0] + ".rgb.mkv"), expected, estimator, writer);
    }
    Process compare =
        new ProcessBuilder(
                "python3",
                golden().resolve("compare.py").toString(),
                reference.toString(),
                output.toString())
            .redirectErrorStream(true)
            .start();
    String figures = new String(compare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(figures.strip());
    assertEquals(0, compare.waitFor(), figures);
  }

  private static void estimateAll(
      Path clip, JsonNode expected, PoseEstimator estimator, BufferedWriter writer)
      throws IOException {
    JsonNode times = expected.get("timestamps_ms");
    long[] nanos = new long[1];
    Clips.read(
        clip,
        Integer.MAX_VALUE,
        frame -> {
          int index = (int) frame.index();
          // The clips were stored with other times than the reference was made with.
          Frame timed = new TimedFrame(frame, times.get(index).asLong() * 1000);
          long start = System.nanoTime();
          List<Pose> poses = estimator.estimate(timed);
          nanos[0] += System.nanoTime() - start;
          write(writer, index, poses);
        });
    System.out.printf("%.1f ms/frame ", nanos[0] / 1e6 / times.size());
  }

  private static void write(BufferedWriter writer, int frame, List<Pose> poses) throws IOException {
    List<Map<String, Object>> rows =
        poses.stream()
            .map(
                pose ->
                    Map.<String, Object>of(
                        "landmarks", rows(pose.landmarks()),
                        "world_landmarks", rows(pose.worldLandmarks())))
            .toList();
    writer.write(JSON.writeValueAsString(Map.of("frame", frame, "poses", rows)));
    writer.newLine();
  }

  private static List<Map<String, Float>> rows(List<Landmark> landmarks) {
    return landmarks.stream()
        .map(
            l ->
                Map.of(
                    "x",
                    l.x(),
                    "y",
                    l.y(),
                    "z",
                    l.z(),
                    "visibility",
                    l.visibility(),
                    "presence",
                    l.presence()))
        .toList();
  }
}
