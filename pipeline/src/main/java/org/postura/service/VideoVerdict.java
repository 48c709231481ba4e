package org.postura.service;

import org.postura.run.LedgerEntry;

/**
 * How one video of a job ended.
 *
 * @param video the video, without the server's part of its path
 * @param output its landmarks, relative to the job's output
 * @param outcome DONE, PARTIAL or FAILED
 * @param code why it is not DONE, or null
 * @param message the same in a sentence, or null
 * @param frames records written
 * @param framesLost frames that the container announces but the decoder did not give
 */
record VideoVerdict(
    String video,
    String output,
    String outcome,
    String code,
    String message,
    long frames,
    long framesLost) {

  static VideoVerdict of(LedgerEntry entry, AllowedRoots roots) {
    return new VideoVerdict(
        roots.hide(entry.uri()),
        entry.output(),
        entry.outcome().name(),
        entry.code() == null ? null : entry.code().name(),
        entry.message() == null ? null : roots.hide(entry.message()),
        entry.frames(),
        entry.framesLost());
  }
}
