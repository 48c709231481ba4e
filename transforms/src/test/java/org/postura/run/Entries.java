package org.postura.run;

import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;
import org.postura.landmarks.Format;
import org.postura.video.VerdictCode;
import org.postura.video.VideoLimits;

/** Videos, ledger entries and estimations for tests. */
public final class Entries {
  public static final Estimation ESTIMATION =
      new Estimation(
          PoseOptions.defaults().withModel(Model.LITE), 6, Format.JSON, VideoLimits.defaults());

  /** What the head and tail of all videos here hash to. */
  public static final String HASH = "00112233445566778899aabbccddeeff";

  private Entries() {}

  /** A video of ten bytes that is new. */
  public static PlannedVideo video(String uri, String output) {
    return new PlannedVideo(uri, output, 10, 1_000, null, Reason.NEW, null, false, false);
  }

  /** A row about a video that lies under {@code /videos}. */
  public static LedgerEntry entry(String run, String output, Outcome outcome, VerdictCode code) {
    return entry(run, video("/videos/" + output, output), outcome, code);
  }

  /** A row about a video as it was planned. */
  public static LedgerEntry entry(
      String run, PlannedVideo video, Outcome outcome, VerdictCode code) {
    return entry(run, video, outcome, code, ESTIMATION);
  }

  /** A row about a video that was done with these options. */
  static LedgerEntry entry(
      String run, PlannedVideo video, Outcome outcome, VerdictCode code, Estimation estimation) {
    return new LedgerEntry(
        run,
        video.uri(),
        video.output(),
        outcome,
        code,
        code == null ? null : "a message",
        null,
        new Identity(video.sizeBytes(), video.modifiedMillis(), HASH).toString(),
        estimation.line(),
        estimation.limitsLine(),
        video.sizeBytes(),
        null,
        outcome == Outcome.FAILED ? 0 : 3,
        0,
        outcome == Outcome.FAILED ? 0 : 3,
        1,
        video.version(),
        video.reason());
  }
}
