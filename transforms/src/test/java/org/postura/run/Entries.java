package org.postura.transforms;

import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;
import org.postura.landmarks.Format;
import org.postura.video.VerdictCode;
import org.postura.video.VideoLimits;

/** Ledger entries and estimations for tests. */
final class Entries {
  static final Estimation ESTIMATION =
      new Estimation(
          PoseOptions.defaults().withModel(Model.LITE), 6, Format.JSON, VideoLimits.defaults());

  private Entries() {}

  static LedgerEntry entry(String run, String output, Outcome outcome, VerdictCode code) {
    return entry(run, new PlannedVideo("/videos/" + output, output, "identity", 10), outcome, code);
  }

  static LedgerEntry done(String run, PlannedVideo video) {
    return entry(run, video, Outcome.DONE, null);
  }

  private static LedgerEntry entry(
      String run, PlannedVideo video, Outcome outcome, VerdictCode code) {
    return new LedgerEntry(
        run,
        video.uri(),
        video.output(),
        outcome,
        code,
        code == null ? null : "a message",
        null,
        video.identity(),
        ESTIMATION.line(),
        ESTIMATION.limitsLine(),
        video.sizeBytes(),
        null,
        3,
        0,
        3,
        1);
  }
}
