package org.postura.run;

import org.postura.video.VerdictCode;

/**
 * The ledger's row about one video in one run: what was done, with which bytes and options, how it
 * ended, where its output lies.
 *
 * @param run the run's id; ids sort by their time
 * @param uri the video, query string and credentials dropped
 * @param output its landmarks, relative to the output's root
 * @param outcome how it ended
 * @param code why it failed or is partial, null if it is done
 * @param message a sentence that a person can act on, null if it is done
 * @param detail what the libraries said, null if there is nothing to add
 * @param identity identity of the bytes that were read
 * @param options the options that decide about the records, as {@link Estimation#line} writes them
 * @param limits the limits it ran under
 * @param sizeBytes the file's size
 * @param facts what was found out about the video, null if it could not be opened
 * @param frames records written
 * @param framesLost frames that the container announces but the decoder did not give
 * @param posesFound poses written, over all frames
 * @param elapsedMs wall time spent on it
 * @param version what its store called these bytes, null where it has no name for them
 * @param reason why it was processed, null in rows of versions that did not say
 */
public record LedgerEntry(
    String run,
    String uri,
    String output,
    Outcome outcome,
    VerdictCode code,
    String message,
    String detail,
    String identity,
    String options,
    String limits,
    long sizeBytes,
    VideoFacts facts,
    long frames,
    long framesLost,
    long posesFound,
    long elapsedMs,
    String version,
    Reason reason) {
  /**
   * What the container says about a video.
   *
   * @param streams which stream of pictures was taken and which others there are; null if there is
   *     one alone
   */
  public record VideoFacts(
      String container,
      String codec,
      String timeBase,
      int width,
      int height,
      String orientation,
      long durationUs,
      boolean photo,
      boolean timesInvented,
      String streams) {}

  /** Whether landmarks were written. */
  public boolean published() {
    return outcome == Outcome.DONE || outcome == Outcome.PARTIAL;
  }

  /** Whether it failed or is partial. */
  public boolean failure() {
    return outcome == Outcome.FAILED || outcome == Outcome.PARTIAL;
  }
}
