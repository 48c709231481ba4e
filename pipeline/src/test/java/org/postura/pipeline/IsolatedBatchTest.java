package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.run.Ledger;
import org.postura.run.LedgerEntry;
import org.postura.run.Outcome;
import org.postura.transforms.WorkerProgress;
import org.postura.video.VerdictCode;

/** Batches whose videos are decoded in child processes, and verdicts that come before decoding. */
class IsolatedBatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void givesTheSameRecordsAndVerdicts() throws IOException {
    Path videos = Files.createDirectories(folder.resolve("videos"));
    demo(videos.resolve("a.mp4"));
    demo(videos.resolve("b.mp4"));
    byte[] whole = Files.readAllBytes(videos.resolve("a.mp4"));
    Files.write(videos.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(videos.resolve("hls.mp4"), "#EXTM3U\n#EXTINF:9.0,\na.mp4\n");
    Files.writeString(videos.resolve("text.mp4"), "no video\n");

    Map<String, String> here = run(videos, "none", "--fps=6");
    Map<String, String> isolated = run(videos, "process", "--fps=6");

    assertEquals(here, isolated);
    assertTrue(here.get("cut.mp4").contains("TRUNCATED"), here::toString);
    assertTrue(here.get("hls.mp4").contains("FAILED REFUSED"), here::toString);
    assertTrue(here.get("text.mp4").contains("FAILED NOT_A_VIDEO"), here::toString);
    for (String name : new String[] {"a.mp4", "b.mp4"}) {
      assertEquals("DONE ", here.get(name));
      assertEquals(
          -1,
          Files.mismatch(
              folder.resolve("none/landmarks/" + name + ".jsonl"),
              folder.resolve("process/landmarks/" + name + ".jsonl")));
    }
  }

  @Test
  void aLimitThatIsReachedIsNamed() throws IOException {
    Path video = folder.resolve("a.mp4");
    demo(video);
    assertEquals(Map.of("a.mp4", "FAILED LIMIT_EXCEEDED"), run(video, "process", "--maxFrames=8"));
  }

  /**
   * A decoder that dies in the middle: what was seen until then is kept, and said to be a part. It
   * gives no more than 16 of the 50 frames unasked.
   */
  @Test
  void aDecoderThatDiesLeavesAPart() throws Exception {
    Path video = folder.resolve("a.mp4");
    demo(video);
    EmbeddedBatch batch =
        EmbeddedBatch.of(
            Map.of("model", "lite", "format", "json", "isolation", "process"),
            List.of(video.toString()),
            folder.resolve("out").toString());
    String run = EmbeddedBatch.newRun();
    WorkerProgress progress = WorkerProgress.of(run);
    CompletableFuture<Long> killed =
        CompletableFuture.supplyAsync(
            () -> {
              while (progress.frames() == 0) {
                Thread.onSpinWait();
              }
              // No other processes are started here.
              return ProcessHandle.current()
                  .children()
                  .filter(ProcessHandle::destroyForcibly)
                  .count();
            });

    batch.run(run, each -> {}, plan -> {}, () -> false);

    assertTrue(killed.get() > 0);
    LedgerEntry row = Ledger.entriesOf(batch.layout(), run).get(0);
    assertEquals(Outcome.PARTIAL, row.outcome());
    assertEquals(VerdictCode.INTERNAL, row.code());
    assertTrue(row.frames() > 0 && row.frames() < 50, row::toString);
    assertEquals(
        row.frames(), Files.readAllLines(folder.resolve("out/landmarks/a.mp4.jsonl")).size());
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
    Path video = folder.resolve("secret.mp4");
    demo(video);
    Files.setPosixFilePermissions(video, PosixFilePermissions.fromString("---------"));
    assertEquals(Map.of("secret.mp4", "FAILED ACCESS_DENIED"), run(video, "none"));
  }

  /** File name → outcome and code. */
  private Map<String, String> run(Path input, String isolation, String... more) throws IOException {
    Path out = folder.resolve(isolation);
    String[] options = {
      "--input=" + input,
      "--output=" + out,
      "--format=json",
      "--model=lite",
      "--isolation=" + isolation
    };
    CommandRun run =
        CommandRun.of(Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new));
    assertEquals("", run.err());
    Map<String, String> ends = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("_postura/ledger"))) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode row = JSON.readTree(line);
          ends.put(
              Path.of(row.get("uri").asText()).getFileName().toString(),
              row.get("outcome").asText() + " " + row.path("code").asText());
        }
      }
    }
    return ends;
  }

  private void demo(Path target) throws IOException {
    try (InputStream demo = getClass().getResourceAsStream("/org/postura/demo/demo.mp4")) {
      Files.copy(demo, target);
    }
  }
}
