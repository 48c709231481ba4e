package org.postura.pipeline;

/**
 * How many failed videos end a run early.
 *
 * @param count so many of them
 * @param share or this share of all videos of the run, 0 to 1
 */
record FailureLimit(long count, double share) {
  /** No number of failures ends the run. */
  static final FailureLimit NONE = new FailureLimit(Long.MAX_VALUE, Double.POSITIVE_INFINITY);

  /** Reads {@code 20} or {@code 5%}; null is no limit. */
  static FailureLimit parse(String text) {
    if (text == null) {
      return NONE;
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
        "--maxFailures must be a whole number or a share like 5%%, was '%s'".formatted(text));
  }

  /** Whether {@code failed} of {@code videos} are more than may fail. */
  boolean passed(long failed, long videos) {
    return failed > count || failed > share * videos;
  }
}
