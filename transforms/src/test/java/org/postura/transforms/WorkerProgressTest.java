package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private static final String RUN = "run-progress-test";

  @AfterEach
  void forget() {
    RunProgress.forget(RUN);
  }

  @Test
  void bytesFollowTheFramesOfAVideo() {
    RunProgress progress = RunProgress.of(RUN);
    try (RunProgress.Work work = progress.begin(1000)) {
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
    }
  }

  @Test
  void idleWhenTheLastVideoIsPutDown() throws Exception {
    RunProgress progress = RunProgress.of(RUN);
    assertTrue(progress.awaitIdle(Duration.ZERO));
    RunProgress.Work work = progress.begin(1);

    assertFalse(progress.awaitIdle(Duration.ofMillis(1)));

    CompletableFuture<Void> later = CompletableFuture.runAsync(work::close);
    assertTrue(progress.awaitIdle(Duration.ofMinutes(1)));
    later.get();
    assertEquals(0, progress.inFlight());
  }
}
