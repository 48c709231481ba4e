package org.postura.transforms;

import org.postura.video.VerdictCode;

/** Which of the videos that an earlier run has dealt with are done again. */
public enum Reprocess {
  /** New videos, other bytes, other options or model, lost outputs, and failures that may pass. */
  CHANGED {
    @Override
    boolean wants(
        LedgerEntry last, PlannedVideo video, Estimation estimation, boolean outputExists) {
      return last == null
          || !last.identity().equals(video.identity())
          || !last.options().equals(estimation.line())
          || (last.code() == VerdictCode.LIMIT_EXCEEDED
              && !last.limits().equals(estimation.limitsLine()))
          || last.mayPass()
          || (last.outcome() != Outcome.FAILED && !outputExists);
    }
  },
  /** Videos that the ledger doesn't know, and those whose output has gone. */
  MISSING {
    @Override
    boolean wants(
        LedgerEntry last, PlannedVideo video, Estimation estimation, boolean outputExists) {
      return last == null || (last.outcome() != Outcome.FAILED && !outputExists);
    }
  },
  /** Videos that failed or are partial. */
  FAILED {
    @Override
    boolean wants(
        LedgerEntry last, PlannedVideo video, Estimation estimation, boolean outputExists) {
      return last != null && last.outcome() != Outcome.DONE;
    }
  },
  /** All. */
  ALL {
    @Override
    boolean wants(
        LedgerEntry last, PlannedVideo video, Estimation estimation, boolean outputExists) {
      return true;
    }
  };

  /**
   * Whether a video is to be processed.
   *
   * @param last what the ledger says of its output, or null
   * @param outputExists whether its output is there
   */
  abstract boolean wants(
      LedgerEntry last, PlannedVideo video, Estimation estimation, boolean outputExists);
}
