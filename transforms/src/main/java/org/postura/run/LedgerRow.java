package org.postura.run;

import org.postura.video.VerdictCode;

/**
 * What planning has to know of a row, whether it stands in a run's file or in the snapshot.
 *
 * @param run the run's id; ids sort by their time
 * @param uri the video, without secrets
 * @param output its landmarks
 * @param outcome how it ended
 * @param code why it is not done, or null
 * @param message the same in a sentence, or null
 * @param identity identity of the bytes
 * @param version what their store called them, or null
 * @param optionsKey 64 bits that tell the options from others
 * @param limitsKey the same for the limits
 * @param elapsedMs wall time spent on it
 */
record LedgerRow(
    String run,
    String uri,
    String output,
    Outcome outcome,
    VerdictCode code,
    String message,
    Identity identity,
    String version,
    long optionsKey,
    long limitsKey,
    long elapsedMs) {

  /** 64 bits of the hash of head and tail, 0 if they were not read. */
  long contentKey() {
    return contentKey(identity.hash());
  }

  static long contentKey(String hash) {
    return hash.length() < 16 ? 0 : Long.parseUnsignedLong(hash.substring(0, 16), 16);
  }

  /** The row with another time of the same bytes. */
  LedgerRow with(Identity other, String otherVersion) {
    return new LedgerRow(
        run,
        uri,
        output,
        outcome,
        code,
        message,
        other,
        otherVersion,
        optionsKey,
        limitsKey,
        elapsedMs);
  }
}
