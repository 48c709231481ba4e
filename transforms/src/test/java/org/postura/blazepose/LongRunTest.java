package org.postura.blazepose;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Thousands of frames in a small heap: memory must not grow. */
@EnabledOnOs(OS.LINUX)
class LongRunTest {
  private static final int FRAMES = 5000;
  private static final int WARM = 1000;
  private static final long MOST_GROWTH_KIB = 8 * 1024;
  private static final long MOST_GARBAGE = 32 * 1024;

  @Test
  void fiveThousandFramesNeedNoMoreMemoryThanOneThousand() throws Exception {
    // The heap is resident from the start, so that what grows is native memory.
    String output =
        ChildJvm.run(Main.class, "-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
    String[] figures = output.split(" ");
    long growth = Long.parseLong(figures[0]);
    long garbage = Long.parseLong(figures[1]);
    assertTrue(growth < MOST_GROWTH_KIB, "grew by %d KiB".formatted(growth));
    assertTrue(garbage < MOST_GARBAGE, "%d bytes of garbage a frame".formatted(garbage));
    assertTrue(Integer.parseInt(figures[2]) > FRAMES / 2, "poses in " + figures[2] + " frames");
  }

  /** Prints growth in KiB, bytes of garbage a frame, and frames with a pose. */
  static final class Main {
    private static final int STEP_US = 16_667;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long thread = Thread.currentThread().getId();
      List<NativeFrame> frames = Clips.shrunk(Clips.DEMO, 10, 6);
      PoseOptions options = PoseOptions.defaults().withModel(Model.LITE);
      long resident = 0;
      long allocated = 0;
      int poses = 0;
      try (BlazePose blazePose = BlazePose.load(Model.LITE);
          PoseEstimator estimator = blazePose.newEstimator(options)) {
        for (int i = 0; i < FRAMES; i++) {
          if (i == WARM) {
            resident = residentKib();
            allocated = threads.getThreadAllocatedBytes(thread);
          }
          NativeFrame frame = frames.get(i % frames.size()).at(i, (long) i * STEP_US);
          poses += estimator.estimate(frame).size();
        }
        allocated = threads.getThreadAllocatedBytes(thread) - allocated;
        resident = residentKib() - resident;
      }
      System.out.printf("%d %d %d", resident, allocated / (FRAMES - WARM), poses);
    }

    private static long residentKib() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      throw new IOException("No VmRSS in /proc/self/status");
    }
  }
}
