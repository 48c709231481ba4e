package org.postura.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/**
 * Decodes damaged files and counts how they end; run by {@code scripts/fuzz}. A file that crashes
 * or hangs a decoder is kept, and so is the one in work if this process dies itself.
 */
public final class Fuzz {
  /** Far more than a damaged file of a few kB needs on a busy machine. */
  static final VideoLimits LIMITS =
      VideoLimits.defaults()
          .withMaxPixels(1 << 22)
          .withMaxFrames(2_000)
          .withFrameTimeout(Duration.ofSeconds(10))
          .withMaxMemory(1L << 30);

  /** How an undamaged or a well survived file is counted. */
  static final String WHOLE = "whole";

  /** Growth of this process between a fifth of the way and the end. */
  private static final long MAX_GROWTH_BYTES = 64L << 20;

  private final List<byte[]> seeds;
  private final Path kept;
  private final Decoders decoders;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  private Fuzz(List<byte[]> seeds, Path kept, Decoders decoders) {
    this.seeds = seeds;
    this.kept = kept;
    this.decoders = decoders;
  }

  /**
   * Takes: number of mutants, or of seconds with an s behind it; first seed; process or none;
   * folder for files to be kept; folders with files to be damaged.
   */
  public static void main(String[] arguments) throws IOException {
    boolean timed = arguments[0].endsWith("s");
    long amount = Long.parseLong(arguments[0].replace("s", ""));
    long firstSeed = Long.parseLong(arguments[1]);
    Isolation isolation = Isolation.valueOf(arguments[2].toUpperCase(java.util.Locale.ROOT));
    Path kept = Files.createDirectories(Path.of(arguments[3]));
    try (Decoders decoders = isolation.decoders()) {
      Fuzz fuzz = new Fuzz(seeds(List.of(arguments).subList(4, arguments.length)), kept, decoders);
      System.exit(fuzz.run(amount, timed, firstSeed) ? 0 : 1);
    }
  }

  private static List<byte[]> seeds(List<String> folders) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.sorted().toList()) {
          boolean text = file.toString().endsWith(".txt") || file.endsWith("NOTICE");
          if (Files.isRegularFile(file) && !text && Files.size(file) < 100_000) {
            seeds.add(Files.readAllBytes(file));
          }
        }
      }
    }
    return seeds;
  }

  private boolean run(long amount, boolean timed, long firstSeed) throws IOException {
    long begin = System.nanoTime();
    long done = 0;
    long settled = 0;
    long slowest = 0;
    double share = 0;
    while (share < 1) {
      long mutantBegin = System.nanoTime();
      one(firstSeed + done);
      slowest = Math.max(slowest, System.nanoTime() - mutantBegin);
      done++;
      share = timed ? (System.nanoTime() - begin) / 1e9 / amount : (double) done / amount;
      if (settled == 0 && share > 0.2) {
        settled = Pointer.physicalBytes();
      }
    }
    long growth = Pointer.physicalBytes() - settled;
    if (growth > MAX_GROWTH_BYTES) {
      findings.add("memory grew by " + (growth >> 20) + " MiB");
    }
    System.out.printf(
        "fuzz: %d mutants of %d files, seeds %d to %d, %.0f s; slowest %.2f s; memory %+d MiB%n",
        done,
        seeds.size(),
        firstSeed,
        firstSeed + done - 1,
        (System.nanoTime() - begin) / 1e9,
        slowest / 1e9,
        growth >> 20);
    counts.forEach((end, count) -> System.out.printf("  %6d  %s%n", count, end));
    findings.forEach(finding -> System.out.println("FOUND: " + finding));
    return findings.isEmpty();
  }

  private void one(long seed) throws IOException {
    byte[] original = seeds.get((int) Math.floorMod(seed, (long) seeds.size()));
    byte[] mutant = new Mutator(seed).mutate(original);
    Path file = kept.resolve("mutant-" + seed);
    Files.write(file, mutant);
    String end = end(mutant, decoders);
    counts.merge(end, 1, Integer::sum);
    if (fault(end)) {
      findings.add(end + ": " + file);
    } else {
      Files.delete(file);
    }
  }

  /** Decodes and converts all of it and says how that ended. */
  static String end(byte[] bytes, Decoders decoders) throws IOException {
    try (Video video = decoders.open(BytesChannel.of(bytes), LIMITS);
        FrameBatch batch = FrameBatch.of(4)) {
      try {
        while (video.read(batch)) {
          for (Frame frame : batch.frames()) {
            frame.rgb(0, frame.storedHeight());
          }
        }
      } catch (VideoException e) {
        return "partial " + e.verdict().code();
      }
      return video.problem().map(problem -> "partial " + problem.code()).orElse(WHOLE);
    } catch (VideoException e) {
      return e.verdict().code().name();
    }
  }

  /** Whether no file may end so. */
  static boolean fault(String end) {
    return Set.of(VerdictCode.INTERNAL, VerdictCode.TIMED_OUT, VerdictCode.IO_ERROR).stream()
        .anyMatch(code -> end.endsWith(code.name()));
  }
}
