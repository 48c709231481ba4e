package org.postura.run;

import java.util.Locale;
import java.util.Optional;

/** Another run has taken the lease, as it took this one for dead. */
public final class LeaseLostException extends Exception {
  LeaseLostException(OutputLayout layout, Optional<LeaseHolder> holder) {
    super(
        String.format(
            Locale.ROOT,
            "The output %s was taken over by another run%s, which took this one for dead",
            layout,
            holder
                .map(h -> String.format(Locale.ROOT, ", %s (%s)", h.run(), h.owner()))
                .orElse("")));
  }
}
