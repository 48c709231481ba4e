package org.postura.transforms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The instruction set that the networks' arithmetic depends on: records are equal between CPUs of
 * the same level, and equal within float noise between levels.
 */
final class CpuLevel {
  private static final String NAME = read();

  private CpuLevel() {}

  /** For example {@code amd64-avx512}; the architecture alone where the flags can't be read. */
  static String name() {
    return NAME;
  }

  private static String read() {
    String architecture = System.getProperty("os.arch");
    try (java.util.stream.Stream<String> lines =
        Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
      Set<String> flags =
          lines
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
              .orElse(Set.of());
      // From widest to narrowest: the kernels that ONNX Runtime's MLAS chooses between.
      for (String flag : List.of("avx512f", "avx2", "avx")) {
        if (flags.contains(flag)) {
          return architecture + "-" + (flag.equals("avx512f") ? "avx512" : flag);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return architecture; // Not Linux.
    }
    return architecture;
  }
}
