package org.postura.service;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postura.video.VideoLimits;

/**
 * The command's options that a job may set. Where it runs is the service's business, and limits can
 * only be drawn tighter than the service's own.
 */
final class JobOptions {
  private static final Set<String> ALLOWED =
      Set.of(
          "format",
          "model",
          "numPoses",
          "runningMode",
          "fps",
          "profile",
          "smoothing",
          "minDetectionConfidence",
          "minPosePresenceConfidence",
          "minTrackingConfidence",
          "reprocess",
          "maxFailures",
          "allowEmptyInput",
          "maxBytes",
          "maxPixels",
          "maxDuration",
          "frameTimeout");

  /** No value is longer; what is kept of jobs in memory is bounded by it. */
  private static final int MAX_LENGTH = 100;

  private JobOptions() {}

  static Map<String, String> checked(Map<String, String> asked, ServiceSettings settings) {
    for (String name : asked.keySet()) {
      if (!ALLOWED.contains(name)) {
        throw new ProblemException(
            Problem.of(
                Problem.Code.BAD_REQUEST,
                "A job has no such option; these are known: "
                    + String.join(", ", ALLOWED.stream().sorted().toList())
                    + "."));
      }
    }
    for (Map.Entry<String, String> option : asked.entrySet()) {
      if (option.getValue().length() > MAX_LENGTH) {
        throw new ProblemException(
            Problem.of(
                Problem.Code.BAD_REQUEST,
                String.format(Locale.ROOT, "The option '%s' is too long.", option.getKey())));
      }
    }
    VideoLimits limits = settings.limits();
    Map<String, String> options = new TreeMap<>(asked);
    options.put("isolation", "process");
    limit(options, "maxBytes", limits.maxBytes());
    limit(options, "maxMemory", limits.maxMemory());
    limit(options, "maxPixels", limits.maxPixels());
    limit(options, "maxDuration", limits.maxDuration().toSeconds());
    limit(options, "frameTimeout", limits.frameTimeout().toSeconds());
    return options;
  }

  private static void limit(Map<String, String> options, String name, long limit) {
    String asked = options.get(name);
    try {
      if (asked == null || Double.parseDouble(asked) > limit) {
        options.put(name, Long.toString(limit));
      }
    } catch (NumberFormatException e) {
      // Stays as it is: the command's own check says what is wrong with it.
    }
  }
}
