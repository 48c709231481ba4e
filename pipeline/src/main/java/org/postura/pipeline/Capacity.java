package org.postura.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much a process may take on, by the CPUs and the memory that it was given. */
final class Capacity {
  /** The JVM besides its heap, the libraries and the networks: 200 MB with full, 350 with heavy. */
  private static final long FIXED_BYTES = 350L << 20;

  /** One video in work, the decoder's pictures and a batch of frames: 80 MB at 1080p. */
  private static final long VIDEO_BYTES = 200L << 20;

  private Capacity() {}

  /**
   * Videos that this process can have in work at once; a container's limits count as the machine's.
   */
  static int videosAtOnce() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return videosAtOnce(
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        Runtime.getRuntime().maxMemory());
  }

  /** What jobs take of it beside requests: half, and never nothing. */
  static int ofJobs(int videos) {
    return Math.max(1, videos / 2);
  }

  /** One a CPU, or as many as the memory holds if that is fewer; at least one. */
  static int videosAtOnce(int cpus, long memoryBytes, long heapBytes) {
    long held = (memoryBytes - heapBytes - FIXED_BYTES) / VIDEO_BYTES;
    return (int) Math.max(1, Math.min(cpus, held));
  }
}
