package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManyVideosTest {
  /** In kB; a leak of one picture a video would come to 50 MB in 600 rounds. */
  private static final long TOLERANCE = 8 << 10;

  @Test
  void nativeMemoryStaysFlat() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms48m",
                "-Xmx48m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName(),
                "600")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(Long.parseLong(output.strip()) < TOLERANCE, "grew by " + output.strip() + " kB");
  }

  @Test
  void videosAreReadInSeveralThreadsAtOnce() throws Exception {
    byte[] bytes = Decoded.resource("/media/video/bframes.mp4");
    String alone = Decoded.of(BytesChannel.of(bytes)).sha256();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        tasks.add(() -> Decoded.of(new BytesChannel(bytes, 100, Long.MAX_VALUE)).sha256());
      }
      for (Future<String> result : threads.invokeAll(tasks)) {
        assertEquals(alone, result.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void moreAreOpenAtOnceThanThereAreCallbackObjects() throws IOException {
    byte[] bytes = Decoded.resource("/media/video/bframes.mp4");
    List<Video> open = new ArrayList<>();
    try (FrameBatch batch = FrameBatch.of(4)) {
      for (int i = 0; i < 20; i++) {
        open.add(Video.open(BytesChannel.of(bytes), VideoLimits.defaults()));
      }
      for (Video video : open) {
        assertTrue(video.read(batch));
        assertEquals(4, batch.frames().size());
      }
    } finally {
      open.forEach(Video::close);
    }
  }

  @Test
  void theHeaderIsReadWithoutTheRest() throws IOException {
    byte[] bytes = Decoded.resource("/media/two_people.mp4");
    BytesChannel channel = BytesChannel.of(bytes);
    Video.open(channel, VideoLimits.defaults()).close();
    assertTrue(channel.readBytes() < 400_000, channel.readBytes() + " of " + bytes.length);
  }
}
