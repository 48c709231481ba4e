package org.postura.run;

import org.postura.video.VerdictCode;

/**
 * A video that a run is going to process, as its plan fixes it.
 *
 * @param uri where its bytes are, secrets included: for opening, never for writing down
 * @param output where its landmarks go, relative to the output's root, extension included
 * @param sizeBytes size of the file by its listing, 0 if it is not there
 * @param modifiedMillis when it was last changed by its listing, ms since 1970, 0 if unknown
 * @param version what its store calls these bytes, or null
 * @param reason why it is processed
 * @param expected hash of the bytes that were processed earlier with these options: if it is still
 *     theirs, nothing is to be done; null if that does not matter
 * @param replaces whether complete landmarks of the same bytes and options are there, which nothing
 *     incomplete may replace
 * @param searched whether a directory was searched and its name says nothing about what it is: if
 *     its content is no video, it is left out
 * @param standing how those bytes failed, or null if they did not: the failure stands if they are
 *     the same
 */
public record PlannedVideo(
    String uri,
    String output,
    long sizeBytes,
    long modifiedMillis,
    String version,
    Reason reason,
    String expected,
    boolean replaces,
    boolean searched,
    VerdictCode standing) {

  /** A video that has not failed earlier with the bytes that may still be its own. */
  public PlannedVideo(
      String uri,
      String output,
      long sizeBytes,
      long modifiedMillis,
      String version,
      Reason reason,
      String expected,
      boolean replaces,
      boolean searched) {
    this(
        uri,
        output,
        sizeBytes,
        modifiedMillis,
        version,
        reason,
        expected,
        replaces,
        searched,
        /* standing= */ null);
  }
}
