package org.postura.run;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.postura.video.VerdictCode;

/** Which of the videos that an earlier run has dealt with are done again. */
public enum Reprocess {
  /** New videos, other bytes, other options or model, lost outputs, and failures that may pass. */
  CHANGED(EnumSet.allOf(Reason.class)),
  /** Videos that the ledger doesn't know, and those whose output has gone. */
  MISSING(EnumSet.of(Reason.NEW, Reason.OUTPUT_GONE)),
  /** Videos that failed or are partial. */
  FAILED(EnumSet.noneOf(Reason.class)),
  /** All. */
  ALL(EnumSet.allOf(Reason.class));

  /**
   * Where these verdicts come from may have changed although the bytes have not: a file appears, a
   * permission is given. Looking costs nothing.
   */
  private static final Set<VerdictCode> OF_THE_PLACE =
      EnumSet.of(VerdictCode.NOT_FOUND, VerdictCode.ACCESS_DENIED);

  private final Set<Reason> reasons;

  Reprocess(Set<Reason> reasons) {
    this.reasons = reasons;
  }

  /**
   * What decides.
   *
   * @param outcome how it ended last
   * @param code why, or null
   * @param bytes how its bytes compare with those
   * @param sameOptions whether options and networks are the same
   * @param sameLimits whether the limits are
   * @param outputThere whether its landmarks are there
   */
  record Facts(
      Outcome outcome,
      VerdictCode code,
      Bytes bytes,
      boolean sameOptions,
      boolean sameLimits,
      boolean outputThere) {}

  /** How bytes compare by their listing. */
  enum Bytes {
    SAME,
    /** All is the same but the time. */
    TOUCHED,
    OTHER
  }

  /** Why a video that the ledger does not know is processed, if it is. */
  Optional<Reason> ofNew() {
    return this == FAILED ? Optional.empty() : Optional.of(Reason.NEW);
  }

  /** Why a video that the ledger knows is processed; empty if it is not. */
  Optional<Reason> of(Facts facts) {
    if (this == FAILED) {
      return facts.outcome() == Outcome.DONE || facts.outcome() == Outcome.LEFT_OUT
          ? Optional.empty()
          : Optional.of(Reason.ASKED);
    }
    Optional<Reason> reason = changed(facts).filter(reasons::contains);
    return reason.isEmpty() && this == ALL ? Optional.of(Reason.ASKED) : reason;
  }

  private static Optional<Reason> changed(Facts facts) {
    if (facts.bytes() == Bytes.OTHER) {
      return Optional.of(Reason.BYTES);
    }
    Optional<Reason> touched =
        facts.bytes() == Bytes.TOUCHED ? Optional.of(Reason.TOUCHED) : Optional.empty();
    if (facts.outcome() == Outcome.LEFT_OUT) { // It is no video whatever the options.
      return touched;
    }
    if (!facts.sameOptions()) {
      return Optional.of(Reason.OPTIONS);
    }
    if (facts.outcome() != Outcome.FAILED && !facts.outputThere()) {
      return Optional.of(Reason.OUTPUT_GONE);
    }
    VerdictCode code = facts.code();
    if (code != null && (code.mayPass() || OF_THE_PLACE.contains(code))) {
      return Optional.of(Reason.RETRY);
    }
    if (code == VerdictCode.LIMIT_EXCEEDED && !facts.sameLimits()) {
      return Optional.of(Reason.LIMITS);
    }
    return touched;
  }
}
