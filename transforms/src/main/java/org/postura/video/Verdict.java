package org.postura.video;

import java.io.Serializable;
import java.util.Objects;

/**
 * Why a video ended without landmarks, or with a part of them.
 *
 * @param code the kind of the failure
 * @param message one sentence that a person can act on; names neither secrets nor the file (the
 *     record around it does)
 * @param detail what the libraries said and where, for those who look closer; empty if there is
 *     nothing to add
 */
public record Verdict(VerdictCode code, String message, String detail) implements Serializable {
  public Verdict {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(detail, "detail");
  }
}
