package org.postura.run;

import java.util.Optional;

/** Another run has taken the lease, as it took this one for dead. */
public final class LeaseLostException extends Exception {
  LeaseLostException(OutputLayout layout, Optional<LeaseHolder> holder) {
    super(
        "The output %s was taken over by another run%s, which took this one for dead"
            .formatted(
                layout, holder.map(h -> ", %s (%s)".formatted(h.run(), h.owner())).orElse("")));
  }
}
