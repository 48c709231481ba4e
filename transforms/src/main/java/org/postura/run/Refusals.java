package org.postura.run;

import java.io.IOException;
import java.util.Locale;
import org.postura.run.inputs.FoundVideo;
import org.postura.run.inputs.Inputs;

/** What no run is begun for: landmarks that would be lost, or get in each other's way. */
final class Refusals {
  private final Planner.Request request;

  Refusals(Planner.Request request) {
    this.request = request;
  }

  /** One file for several videos, or landmarks in place of their video. */
  void overwriting(FoundVideo video, String output, long found) {
    if (request.singleOutput() != null && found > 1) {
      throw new PlanException(
          String.format(
              Locale.ROOT,
              "--output=%s is one file, but --input matches more than one video; give a directory",
              request.layout().at(request.singleOutput())));
    }
    if (request.layout().at(output).text().equals(video.location().text())) {
      throw new PlanException(
          String.format(
              Locale.ROOT,
              "--input=%s: its landmarks would be written over it; give another --output",
              video.location()));
    }
  }

  /** Two videos that would get the same output. */
  void conflict(Inputs inputs, FoundVideo video, String output) throws IOException {
    String[] other = {null}; // Found by listing again: nobody has kept its name.
    inputs.find(
        /* allowEmpty= */ true,
        first -> {
          if (other[0] == null && OutputNames.of(first, request).equals(output)) {
            other[0] = first.location().toString();
          }
        });
    throw new PlanException(
        String.format(
                Locale.ROOT,
                "--input: %s and %s would get the same output %s; process them in two runs, or from a",
                other[0],
                video.location(),
                output)
            + " directory above both");
  }

  /** Landmarks of one video are not replaced by another's that happens to have the same name. */
  void replacing(Ledger ledger, FoundVideo video, String output, int row) throws IOException {
    if (request.reprocess() == Reprocess.ALL) {
      return;
    }
    String[] last = {"another video"};
    ledger.forEachLatest(
        (at, latest) -> {
          if (at == row) {
            last[0] = latest.uri();
          }
        });
    throw new PlanException(
        String.format(
                Locale.ROOT,
                "--input=%s: its output %s holds the landmarks of another video, %s; give another",
                video.location(),
                output,
                last[0])
            + " --output, or --reprocess=all to replace them");
  }
}
