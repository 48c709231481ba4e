package org.postura.landmarks.export;

import java.util.Locale;
import java.util.Set;

/**
 * What of the landmarks is exported.
 *
 * @param persons numbers of the persons wanted; empty for everybody
 * @param minTrack persons seen in fewer frames are left out: a detector's ghosts last a few frames
 * @param minVisibility 0…1, points below are written as missing; NaN for what suits the target: 0.5
 *     in marker files, which have no place for a confidence, and nothing elsewhere
 */
public record ExportOptions(Set<Integer> persons, int minTrack, double minVisibility) {
  public ExportOptions {
    persons = Set.copyOf(persons);
    if (minTrack < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "minTrack must be at least 1 frame, was %d", minTrack));
    }
    if (minVisibility < 0 || minVisibility > 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "minVisibility must be 0 to 1, was %s", minVisibility));
    }
  }

  /** Everybody and every point. */
  public static ExportOptions defaults() {
    return new ExportOptions(Set.of(), 1, Double.NaN);
  }

  public ExportOptions withPersons(Set<Integer> numbers) {
    return new ExportOptions(numbers, minTrack, minVisibility);
  }

  public ExportOptions withMinTrack(int frames) {
    return new ExportOptions(persons, frames, minVisibility);
  }

  public ExportOptions withMinVisibility(double visibility) {
    return new ExportOptions(persons, minTrack, visibility);
  }

  double minVisibility(double standard) {
    return Double.isNaN(minVisibility) ? standard : minVisibility;
  }
}
