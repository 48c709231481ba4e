package org.postura.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Damages good files and looks for silent losses: another number of frames than the whole file has,
 * without a word. Run by {@code scripts/check-damage}; decodes only, in this process.
 */
public final class DamageCheck {
  /**
   * Bytes without a container: nothing says how many pictures there should be, so those that vanish
   * whole, at the end of a group or where pictures bear no numbers, leave nothing to see. See
   * docs/limits.md.
   */
  private static final Set<String> UNCOUNTED =
      Set.of(
          "raw.h264",
          "raw.hevc",
          "raw.h261",
          "raw.h263",
          "raw.mjpeg",
          "raw.dnxhd",
          "mpeg1.m1v",
          "mpeg2.m2v",
          "mpeg4.m4v");

  /** No more of those files may be excused. */
  private static final double MAX_EXCUSED = 0.1;

  private final Map<Path, byte[]> files = new TreeMap<>();
  private final Map<Path, Integer> wholes = new TreeMap<>();
  private final Map<Path, Tally> tallies = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  private final Path kept;

  private DamageCheck(Path kept) {
    this.kept = kept;
  }

  /** How the damaged copies of one file ended. */
  private static final class Tally {
    int tried;
    int same;
    int told;
    int refused;
    int silent;
    int excused;
  }

  /**
   * How one decoding ended.
   *
   * @param frames −1 if the file was refused
   */
  private record End(int frames, Optional<Verdict> verdict, long lost) {
    boolean silent(int whole) {
      return frames != whole && frames >= 0 && verdict.isEmpty() && lost == 0;
    }
  }

  /** Takes: number of damaged files; first seed; folder of good files; folder for silent ones. */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    DamageCheck check = new DamageCheck(Files.createDirectories(Path.of(arguments[3])));
    check.readWholes(Path.of(arguments[2]));
    System.exit(check.run(count, seed) ? 0 : 1);
  }

  private void readWholes(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        End end = end(bytes);
        if (end.frames() < 0 || end.verdict().isPresent()) {
          findings.add("FALSE ALARM: " + file.getFileName() + ": " + end);
        }
        if (end.frames() >= 0) {
          files.put(file, bytes);
          wholes.put(file, end.frames());
          tallies.put(file, new Tally());
        }
      }
    }
  }

  private boolean run(int count, long firstSeed) throws IOException {
    long begin = System.nanoTime();
    List<Path> names = List.copyOf(files.keySet());
    for (int i = 0; i < count; i++) {
      one(names.get(i % names.size()), firstSeed + i);
    }
    System.out.println("file | frames | damaged | all frames | told | refused | excused | silent");
    Tally all = new Tally();
    tallies.forEach(
        (file, tally) -> {
          print(file.getFileName().toString(), wholes.get(file), tally);
          all.tried += tally.tried;
          all.same += tally.same;
          all.told += tally.told;
          all.refused += tally.refused;
          all.silent += tally.silent;
          all.excused += tally.excused;
        });
    print("all", 0, all);
    if (all.excused > Math.max(2, MAX_EXCUSED * all.tried * UNCOUNTED.size() / names.size())) {
      findings.add("TOO MANY: " + all.excused + " losses are excused");
    }
    findings.forEach(System.out::println);
    System.out.printf(
        Locale.ROOT,
        "check-damage: %d damaged copies of %d files, seeds %d to %d, %d silent losses, %d in the documented"
            + " cases, %.0f s%n",
        all.tried,
        names.size(),
        firstSeed,
        firstSeed + count - 1,
        all.silent,
        all.excused,
        (System.nanoTime() - begin) / 1e9);
    return findings.isEmpty();
  }

  private static void print(String name, int frames, Tally tally) {
    System.out.printf(
        Locale.ROOT,
        "%s | %d | %d | %d | %d | %d | %d | %d%n",
        name,
        frames,
        tally.tried,
        tally.same,
        tally.told,
        tally.refused,
        tally.excused,
        tally.silent);
  }

  private void one(Path file, long seed) throws IOException {
    byte[] whole = files.get(file);
    Damage damage = Damage.of(whole.length, seed);
    byte[] damaged = damage.apply(whole);
    End end = end(damaged);
    int expected = wholes.get(file);
    Tally tally = tallies.get(file);
    tally.tried++;
    if (end.silent(expected) && UNCOUNTED.contains(file.getFileName().toString())) {
      tally.excused++;
    } else if (end.silent(expected)) {
      tally.silent++;
      Path copy = kept.resolve(seed + "_" + file.getFileName());
      Files.write(copy, damaged);
      findings.add(
          String.format(
              Locale.ROOT,
              "SILENT: %s, %s: %d of %d frames; %s",
              file.getFileName(),
              damage,
              end.frames(),
              expected,
              copy));
    } else if (end.frames() < 0) {
      tally.refused++;
    } else if (end.verdict().isPresent()) {
      tally.told++;
    } else {
      tally.same++;
    }
  }

  private static End end(byte[] bytes) throws IOException {
    try (Video video = Video.open(BytesChannel.of(bytes), Fuzz.LIMITS);
        FrameBatch batch = FrameBatch.of(4)) {
      int frames = 0;
      try {
        while (video.read(batch)) {
          frames += batch.frames().size();
        }
      } catch (VideoException e) {
        return new End(frames, Optional.of(e.verdict()), video.framesLost());
      }
      return new End(frames, video.problem(), video.framesLost());
    } catch (VideoException e) {
      return new End(-1, Optional.of(e.verdict()), 0);
    }
  }
}
