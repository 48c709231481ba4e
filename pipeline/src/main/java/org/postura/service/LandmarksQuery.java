package org.postura.service;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postura.landmarks.Format;
import org.postura.pipeline.EmbeddedBatch;
import org.postura.pipeline.UsageException;
import org.postura.run.Estimation;

/**
 * What a request asks for, by query parameters named like the command's options.
 *
 * @param video what the records call the video
 * @param estimation options, format and limits
 */
record LandmarksQuery(String video, Estimation estimation) {
  private static final Set<String> OPTIONS =
      Set.of(
          "model",
          "numPoses",
          "runningMode",
          "fps",
          "profile",
          "smoothing",
          "minDetectionConfidence",
          "minPosePresenceConfidence",
          "minTrackingConfidence");

  private static final String VIDEO = "video";
  private static final String UNNAMED = "upload";
  private static final int MAX_NAME_LENGTH = 2048;

  static LandmarksQuery of(Context ctx, ServiceSettings settings) {
    Map<String, String> options = new TreeMap<>();
    String video = UNNAMED;
    for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
      String name = parameter.getKey();
      if (parameter.getValue().size() != 1) {
        throw bad(
            String.format(
                Locale.ROOT, "The parameter %s stands there more than once.", shown(name)));
      }
      String value = parameter.getValue().get(0);
      if (name.equals(VIDEO)) {
        video = checkedName(value);
      } else if (OPTIONS.contains(name)) {
        options.put(name, value);
      } else {
        throw bad(
            String.format(
                Locale.ROOT, "There is no parameter %s; /openapi.json lists them.", shown(name)));
      }
    }
    options.put("format", format(ctx.header("Accept")).id());
    return new LandmarksQuery(video, estimation(options, settings));
  }

  private static Estimation estimation(Map<String, String> options, ServiceSettings settings) {
    try {
      // Never written to: an estimation is made of the same options that a batch is made of.
      Estimation asked = EmbeddedBatch.of(options, List.of("-"), "unused").estimation();
      return new Estimation(asked.poses(), asked.fps(), asked.format(), settings.limits());
    } catch (UsageException e) {
      throw bad(withoutDashes(e.getMessage()) + ".");
    }
  }

  /** A message of the command, about a parameter instead of an option. */
  static String withoutDashes(String message) {
    return message.startsWith("--") ? message.substring(2) : message;
  }

  private static Format format(String accept) {
    if (accept == null) {
      return Format.JSON;
    }
    for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
      switch (range.split(";")[0].strip()) {
        case "application/avro", "avro/binary", "application/vnd.apache.avro+binary" -> {
          return Format.AVRO;
        }
        case "application/vnd.apache.parquet" -> {
          return Format.PARQUET;
        }
        case "application/jsonl",
            "application/x-ndjson",
            "application/ndjson",
            "application/json",
            "application/*",
            "*/*" -> {
          return Format.JSON;
        }
        default -> {
          // The next one may be known.
        }
      }
    }
    throw new ProblemException(
        Problem.of(
            Problem.Code.NOT_ACCEPTABLE,
            "Landmarks come as application/jsonl, application/avro or application/vnd.apache.parquet."));
  }

  private static String checkedName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME_LENGTH
        || name.chars().anyMatch(Character::isISOControl)) {
      throw bad(
          String.format(
              Locale.ROOT, "video must be a name of 1 to %d characters.", MAX_NAME_LENGTH));
    }
    return name;
  }

  /** At most so much of what a client sent is sent back. */
  private static String shown(String text) {
    String plain = text.replaceAll("[^\\w.-]", "?"); // Shorter, where a pair makes one character.
    return "'" + plain.substring(0, Math.min(40, plain.length())) + "'";
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(Problem.of(Problem.Code.BAD_REQUEST, detail));
  }
}
