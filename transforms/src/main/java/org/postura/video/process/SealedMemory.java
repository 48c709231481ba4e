package org.postura.video.process;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.nio.file.Path;

/**
 * Memory that looks like a file and can grow but never shrink, whoever has it open: what its reader
 * has mapped stays there. A decoding process makes it before its first video and seals it at once.
 */
final class SealedMemory {
  /** Flags of {@code memfd_create}: gone at exec, may be sealed. */
  private static final int CLOEXEC_AND_SEALING = 1 | 2;

  private static final int F_ADD_SEALS = 1033;

  /** Against further seals, and against shrinking. */
  private static final int SEALS = 1 | 2;

  private SealedMemory() {}

  /**
   * Makes an empty one.
   *
   * @return its number among this process's open files, or −1 where there is no such thing
   */
  static int make() {
    if (!Platform.isLinux()) {
      return -1;
    }
    try {
      Function create = Function.getFunction("c", "memfd_create");
      Function control = Function.getFunction("c", "fcntl");
      int number = create.invokeInt(new Object[] {"postura-frames", CLOEXEC_AND_SEALING});
      boolean sealed =
          number >= 0 && control.invokeInt(new Object[] {number, F_ADD_SEALS, SEALS}) == 0;
      return sealed ? number : -1;
    } catch (LinkageError e) {
      // An older libc, or no JNA for this system.
      return -1;
    }
  }

  /** Where a process that may look into this one finds it; and this one itself. */
  static Path path(long pid, int number) {
    return Path.of("/proc", Long.toString(pid), "fd", Integer.toString(number));
  }
}
