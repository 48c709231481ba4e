package org.postura.landmarks.export;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.Metadata;

/**
 * The unit of a file's time stamps: {@code numerator/denominator} seconds.
 *
 * @param known whether the file says it; otherwise the time stamps are its microseconds
 */
record TimeBase(long numerator, long denominator, boolean known) {
  private static final Pattern FRACTION = Pattern.compile("([1-9]\\d{0,9})/([1-9]\\d{0,9})");

  static TimeBase of(Map<String, String> metadata) {
    Optional<Matcher> fraction =
        Optional.ofNullable(metadata.get(Metadata.TIME_BASE))
            .map(FRACTION::matcher)
            .filter(Matcher::matches);
    return fraction
        .map(
            match ->
                new TimeBase(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)), true))
        .orElse(new TimeBase(1, 1_000_000, false));
  }

  /** The frame's time stamp in this unit. */
  long ticks(FramePoses frame) {
    return known ? frame.pts() : frame.timeUs();
  }

  double seconds(long ticks) {
    return (double) ticks * numerator / denominator;
  }
}
