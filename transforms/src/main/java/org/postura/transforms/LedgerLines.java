package org.postura.transforms;

/** Ledger entries as the JSON lines of their files. */
public final class LedgerLines {
  private LedgerLines() {}

  /** The line of the ledger's file. */
  public static String ledgerLine(LedgerEntry entry) {
    return Json.line(entry);
  }

  /** The line of the dead letters' file. */
  public static String deadLetter(LedgerEntry entry) {
    return Json.line(DeadLetter.of(entry));
  }
}
