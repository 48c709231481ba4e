package org.postura.service;

import org.postura.run.Outcome;
import org.postura.transforms.VideoEstimation;
import org.postura.video.Verdict;

/**
 * What stands at an answer's end: by it a client can tell the end from a break.
 *
 * @param outcome DONE, PARTIAL if frames are missing, FAILED if there is not one
 * @param code what went wrong, null if nothing did
 * @param message a sentence that a person can act on
 * @param frames records before this line
 * @param framesLost frames that the container announces but the decoder did not give
 * @param posesFound poses in all records
 */
record VerdictLine(
    String outcome, String code, String message, long frames, long framesLost, long posesFound) {

  static VerdictLine of(VideoEstimation.Ending ending) {
    Verdict verdict = ending.verdict();
    Outcome outcome =
        verdict == null ? Outcome.DONE : ending.frames() > 0 ? Outcome.PARTIAL : Outcome.FAILED;
    return new VerdictLine(
        outcome.name(),
        verdict == null ? null : verdict.code().name(),
        verdict == null ? null : verdict.message(),
        ending.frames(),
        ending.framesLost(),
        ending.poses());
  }
}
