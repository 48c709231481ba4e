package org.postura.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rows come to.
 *
 * @param done videos done
 * @param partial videos of which landmarks of a part are written
 * @param failed videos without landmarks
 * @param unchanged videos whose time had changed, but not their bytes
 * @param standing of those, the ones that had failed and would again, at most {@link #MAX_NAMED} by
 *     name
 * @param standingCount how many they are
 * @param leftOut files of unknown kinds whose content is no video
 * @param codes how many ended with which code
 * @param frames records written
 * @param framesLost frames that were announced but not decoded
 * @param poses poses in the records
 * @param bytes size of the videos
 * @param failures failed and partial ones, at most {@link #MAX_NAMED}
 * @param output an output that has landmarks, for a run that has one alone; null if none has
 */
public record Tally(
    long done,
    long partial,
    long failed,
    long unchanged,
    List<Planned.Standing> standing,
    long standingCount,
    long leftOut,
    Map<String, Long> codes,
    long frames,
    long framesLost,
    long poses,
    long bytes,
    List<DeadLetter> failures,
    String output) {
  /** So many failures are named one by one; the dead letters have all. */
  public static final int MAX_NAMED = 1000;

  public static final Tally NONE =
      new Tally(0, 0, 0, 0, List.of(), 0, 0, Map.of(), 0, 0, 0, 0, List.of(), null);

  /** Videos that have a row. */
  public long videos() {
    return done + partial + failed + unchanged + leftOut;
  }

  /** The sum of two. */
  public Tally plus(Tally other) {
    Counter sum = new Counter();
    sum.add(this);
    sum.add(other);
    return sum.tally();
  }

  /** Adds rows up. */
  public static final class Counter {
    private long done;
    private long partial;
    private long failed;
    private long unchanged;
    private final List<Planned.Standing> standing = new ArrayList<>();
    private long standingCount;
    private long leftOut;
    private final Map<String, Long> codes = new TreeMap<>();
    private long frames;
    private long framesLost;
    private long poses;
    private long bytes;
    private final List<DeadLetter> failures = new ArrayList<>();
    private String output;

    public void add(LedgerEntry row) {
      switch (row.outcome()) {
        case DONE -> done++;
        case PARTIAL -> partial++;
        case FAILED -> failed++;
        case UNCHANGED -> unchanged(row);
        case LEFT_OUT -> leftOut++;
      }
      if (row.code() != null && row.failure()) {
        codes.merge(row.code().name(), 1L, Long::sum);
      }
      frames += row.frames();
      framesLost += row.framesLost();
      poses += row.posesFound();
      bytes += row.sizeBytes();
      if (row.failure() && failures.size() < MAX_NAMED) {
        failures.add(DeadLetter.of(row));
      }
      if (row.published() && output == null) {
        output = row.output();
      }
    }

    private void unchanged(LedgerEntry row) {
      unchanged++;
      if (row.code() == null) {
        return;
      }
      standingCount++;
      if (standing.size() < MAX_NAMED) {
        standing.add(
            new Planned.Standing(
                row.uri(),
                row.outcome().name(),
                row.code().name(),
                "It has another time, but the bytes that failed earlier.",
                row.run()));
      }
    }

    private void add(Tally other) {
      done += other.done;
      partial += other.partial;
      failed += other.failed;
      unchanged += other.unchanged;
      other.standing.stream().limit(MAX_NAMED - standing.size()).forEach(standing::add);
      standingCount += other.standingCount;
      leftOut += other.leftOut;
      other.codes.forEach((code, count) -> codes.merge(code, count, Long::sum));
      frames += other.frames;
      framesLost += other.framesLost;
      poses += other.poses;
      bytes += other.bytes;
      other.failures.stream().limit(MAX_NAMED - failures.size()).forEach(failures::add);
      output = output == null ? other.output : output;
    }

    public Tally tally() {
      return new Tally(
          done,
          partial,
          failed,
          unchanged,
          List.copyOf(standing),
          standingCount,
          leftOut,
          codes,
          frames,
          framesLost,
          poses,
          bytes,
          List.copyOf(failures),
          output);
    }
  }
}
