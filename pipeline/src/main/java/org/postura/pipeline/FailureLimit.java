package org.postura.pipeline;

import java.util.Locale;

/**
 * How many failed videos are too many.
 *
 * @param count so many of them
 * @param share or this share of all videos of the run, 0 to 1
 */
record FailureLimit(long count, double share) {
  /** None are too many. */
  static final FailureLimit NONE = new FailureLimit(Long.MAX_VALUE, Double.POSITIVE_INFINITY);

  /** The first is too many. */
  static final FailureLimit ZERO = new FailureLimit(0, Double.POSITIVE_INFINITY);

  /**
   * Reads {@code 20} or {@code 5%}.
   *
   * @param option the option's name, for the message about a wrong value
   * @param standard its value if it was not given
   */
  static FailureLimit parse(String option, String text, FailureLimit standard) {
    if (text == null) {
      return standard;
    }
    try {
      if (text.endsWith("%")) {
        double percent = Double.parseDouble(text.substring(0, text.length() - 1));
        if (percent >= 0 && percent <= 100) {
          return new FailureLimit(Long.MAX_VALUE, percent / 100);
        }
      } else {
        long count = Long.parseLong(text);
        if (count >= 0) {
          return new FailureLimit(count, Double.POSITIVE_INFINITY);
        }
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw new UsageException(
        String.format(
            Locale.ROOT,
            "--%s must be a whole number or a share like 5%%, was '%s'",
            option,
            text));
  }

  /** Whether {@code failed} of {@code videos} are too many. */
  boolean passed(long failed, long videos) {
    return failed > count || failed > share * videos;
  }
}
