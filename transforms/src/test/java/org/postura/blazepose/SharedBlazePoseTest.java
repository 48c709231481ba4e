package org.postura.blazepose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedBlazePoseTest {
  private static final int THREADS = 8;
  private static final PoseOptions LITE = PoseOptions.defaults().withModel(Model.LITE);

  @Test
  void manyThreadsLoadOnceAndFreeOnce() throws Exception {
    int loads = SharedBlazePose.loads(Model.LITE);
    int closes = SharedBlazePose.closes(Model.LITE);
    CyclicBarrier allHaveIt = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<BlazePose>> seen = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      seen.add(threads.submit(() -> useOnce(allHaveIt)));
    }
    for (Future<BlazePose> blazePose : seen) {
      assertEquals(seen.get(0).get(), blazePose.get());
    }
    threads.shutdown();
    assertEquals(1, SharedBlazePose.loads(Model.LITE) - loads);
    assertEquals(1, SharedBlazePose.closes(Model.LITE) - closes);
  }

  private static BlazePose useOnce(CyclicBarrier allHaveIt) throws Exception {
    try (SharedBlazePose shared = SharedBlazePose.acquire(Model.LITE)) {
      allHaveIt.await();
      try (PoseEstimator estimator = shared.blazePose().newEstimator(LITE);
          NativeFrame frame = NativeFrame.of(64, 64, new byte[3 * 64 * 64])) {
        assertEquals(List.of(), estimator.estimate(frame));
      }
      return shared.blazePose();
    }
  }

  @Test
  void aShareIsGivenBackOnceOnly() throws Exception {
    int closes = SharedBlazePose.closes(Model.LITE);
    try (SharedBlazePose other = SharedBlazePose.acquire(Model.LITE)) {
      SharedBlazePose shared = SharedBlazePose.acquire(Model.LITE);
      shared.close();
      shared.close();
      assertThrows(IllegalStateException.class, shared::blazePose);
      assertEquals(closes, SharedBlazePose.closes(Model.LITE));
      assertEquals(Model.LITE, other.blazePose().model());
    }
    assertEquals(closes + 1, SharedBlazePose.closes(Model.LITE));
  }
}
