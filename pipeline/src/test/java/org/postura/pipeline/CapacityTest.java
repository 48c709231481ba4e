package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Videos in work follow CPUs and memory. */
class CapacityTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1024, 256, 1",
    "8, 1024, 256, 2",
    "8, 4096, 1024, 8",
    "4, 512, 128, 1",
    "16, 200, 128, 1",
    "2, 65536, 1024, 2",
  })
  void oneACpuUnlessMemoryIsShort(int cpus, long memoryMiB, long heapMiB, int videos) {
    assertEquals(videos, Capacity.videosAtOnce(cpus, memoryMiB << 20, heapMiB << 20));
  }

  @org.junit.jupiter.api.Test
  void thisMachineCanDoOne() {
    int videos = Capacity.videosAtOnce();
    assertTrue(videos >= 1 && videos <= Runtime.getRuntime().availableProcessors());
  }
}
