package org.postura.blazepose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.util.Ec2Utils;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.crop.Pictures;

/** Loading and running networks opens no connection, though DJL would by itself. */
class OfflineTest {
  @Test
  void nobodyIsCalled() throws Exception {
    assertEquals("loading 0, control true", ChildJvm.run(Main.class));
  }

  /** Counts and refuses every socket of its process. */
  static final class Main {
    private static final AtomicInteger SOCKETS = new AtomicInteger();

    private Main() {}

    @SuppressWarnings("deprecation")
    public static void main(String[] arguments) throws IOException {
      Socket.setSocketImplFactory(
          () -> {
            SOCKETS.incrementAndGet();
            throw new UnsupportedOperationException("No sockets in this test");
          });
      try (BlazePose blazePose = BlazePose.load(Model.LITE);
          PoseEstimator estimator = blazePose.newEstimator(optionsForLite());
          NativeFrame frame = NativeFrame.of(64, 64, Pictures.noise(64, 64))) {
        estimator.estimate(frame);
      }
      int whileLoading = SOCKETS.get();
      // The control: the very call that is to be avoided would have been seen.
      System.clearProperty("ai.djl.offline");
      System.clearProperty("OPT_OUT_TRACKING");
      try {
        Ec2Utils.callHome("control");
      } catch (UnsupportedOperationException refused) {
        // Counted.
      }
      System.out.printf("loading %d, control %s", whileLoading, SOCKETS.get() > whileLoading);
    }

    private static PoseOptions optionsForLite() {
      return PoseOptions.defaults().withModel(Model.LITE);
    }
  }
}
