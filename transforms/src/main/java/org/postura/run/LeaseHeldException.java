package org.postura.run;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Another run works on the output. */
public final class LeaseHeldException extends Exception {
  private final String until;

  /**
   * @param locked whether the operating system says that the holder lives
   */
  LeaseHeldException(OutputLayout layout, LeaseHolder holder, boolean locked) {
    super(message(layout, holder));
    this.until = locked || holder == null ? null : holder.until();
  }

  private static String message(OutputLayout layout, LeaseHolder holder) {
    return holder == null || holder.released()
        ? String.format(
            Locale.ROOT,
            "Another run works on the output %s; wait for it, or give another --output",
            layout)
        : String.format(
            Locale.ROOT,
            "Another run works on the output %s: %s (%s) has held its lease since %s, and until %s if it is not renewed; wait for it, or give another --output",
            layout,
            holder.run(),
            holder.owner(),
            holder.since(),
            holder.until());
  }

  /**
   * Until when it is held if it is not renewed; empty where the operating system says that its
   * holder lives.
   */
  public Optional<Instant> until() {
    return Optional.ofNullable(until).map(Instant::parse);
  }
}
