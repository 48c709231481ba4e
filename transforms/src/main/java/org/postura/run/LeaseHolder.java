package org.postura.run;

import java.time.Instant;
import java.util.Objects;

/**
 * A lease as it is written down: {@code _postura/lease/NUMBER.json}.
 *
 * @param run who holds it
 * @param owner process and host, for people
 * @param pid its process
 * @param boot which start of which machine the holder runs on, or empty
 * @param pids within which name space of processes, or empty
 * @param since when it was taken, ISO 8601
 * @param until when it ends if it is not renewed, ISO 8601
 * @param released whether its holder has given it back
 */
record LeaseHolder(
    String run,
    String owner,
    long pid,
    String boot,
    String pids,
    String since,
    String until,
    boolean released) {
  LeaseHolder {
    Objects.requireNonNull(run, "run");
    boot = Objects.requireNonNullElse(boot, "");
    pids = Objects.requireNonNullElse(pids, "");
    until = Instant.parse(until).toString();
  }

  LeaseHolder until(Instant instant, boolean givenBack) {
    return new LeaseHolder(run, owner, pid, boot, pids, since, instant.toString(), givenBack);
  }
}
