package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerProgressTest {
  private static final String RUN = "worker-progress-test";

  @AfterEach
  void forget() {
    WorkerProgress.forget(RUN);
  }

  @Test
  void bytesFollowTheFramesOfAVideo() {
    WorkerProgress progress = WorkerProgress.of(RUN);
    try (WorkerProgress.Work work = progress.begin(2)) {
      work.video(1000);
      work.frame(true, 4);
      work.frame(false, 4);

      assertEquals(1, progress.frames());
      assertEquals(500, progress.bytes());

      work.again();
      assertEquals(0, progress.frames());
      assertEquals(0, progress.bytes());

      work.ended(true);
      assertEquals(1000, progress.bytes());
      assertEquals(1, progress.videosFailed());
      assertEquals(2, progress.inFlight(), "a packet is put down as a whole");

      work.video(10);
      work.ended(false);
      assertEquals(1010, progress.bytes());
      assertEquals(2, progress.videosEnded());
      assertEquals(1, progress.videosFailed());
    }
    assertEquals(0, progress.inFlight());
    progress.committed(3, 1, 100);
    assertEquals(6, progress.videosEnded());
    assertEquals(1110, progress.bytes());
  }

  @Test
  void idleWhenTheLastVideoIsPutDown() throws Exception {
    WorkerProgress progress = WorkerProgress.of(RUN);
    assertTrue(progress.awaitIdle(Duration.ZERO));
    WorkerProgress.Work work = progress.begin(1);

    assertFalse(progress.awaitIdle(Duration.ofMillis(1)));

    CompletableFuture<Void> later = CompletableFuture.runAsync(work::close);
    assertTrue(progress.awaitIdle(Duration.ofMinutes(1)));
    later.get();
    assertEquals(0, progress.inFlight());
  }
}
