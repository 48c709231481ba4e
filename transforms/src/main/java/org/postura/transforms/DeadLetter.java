package org.postura.transforms;

import org.postura.video.VerdictCode;

/**
 * The dead letter of a failed or partial video; a file of them can be fed back as {@code
 * --input=@FILE}.
 */
record DeadLetter(
    String uri, String output, Outcome outcome, VerdictCode code, String message, String detail) {

  static DeadLetter of(LedgerEntry entry) {
    return new DeadLetter(
        entry.uri(),
        entry.output(),
        entry.outcome(),
        entry.code(),
        entry.message(),
        entry.detail());
  }
}
