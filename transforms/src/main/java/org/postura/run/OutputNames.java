package org.postura.run;

import java.util.List;
import java.util.Locale;
import org.postura.landmarks.Format;
import org.postura.run.inputs.FoundVideo;

/** Names of outputs. */
final class OutputNames {
  private OutputNames() {}

  /** The output of a video, relative to the root. */
  static String of(FoundVideo video, Planner.Request request) {
    if (request.singleOutput() != null) {
      return request.singleOutput();
    }
    Format format = request.estimation().format();
    return video.output() != null
        ? checked(video, format)
        : OutputLayout.LANDMARKS + video.outputPath(format.extension());
  }

  /** Another one than any other video has. */
  static String unique(FoundVideo video, Planner.Request request) {
    return OutputLayout.LANDMARKS
        + video.uniqueOutputPath(request.estimation().format().extension());
  }

  /**
   * An output that a list asks for: a path below the output's root in the one spelling that names
   * it, not among the run's own files, and of the format that is written.
   */
  private static String checked(FoundVideo video, Format format) {
    String output = video.output();
    List<String> parts = List.of(output.split("/", -1));
    String wrong = null;
    if (output.contains("://") || parts.stream().anyMatch(List.of("", ".", "..")::contains)) {
      wrong = "is not a path below --output";
    } else if ((parts.get(0) + "/").equals(OutputLayout.STATE)) {
      wrong = "lies among postura's own files";
    } else {
      for (Format other : Format.values()) {
        if (other != format && output.endsWith(other.extension())) {
          wrong =
              String.format(
                  Locale.ROOT,
                  "is named as --format=%s, but %s is written",
                  other.id(),
                  format.id());
        }
      }
    }
    if (wrong != null) {
      throw new PlanException(
          String.format(
              Locale.ROOT,
              "--input: the output '%s' asked for %s %s",
              output,
              video.location(),
              wrong));
    }
    return output;
  }
}
