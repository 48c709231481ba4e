package org.postura.run;

import org.postura.video.VerdictCode;

/**
 * The dead letter of a failed or partial video; a file of them can be fed back as {@code
 * --input=@FILE}.
 */
public record DeadLetter(
    String uri, String output, Outcome outcome, VerdictCode code, String message, String detail) {

  /** What is told of a row that is a failure. */
  public static DeadLetter of(LedgerEntry entry) {
    return new DeadLetter(
        entry.uri(),
        entry.output(),
        entry.outcome(),
        entry.code(),
        entry.message(),
        entry.detail());
  }
}
