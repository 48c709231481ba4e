package org.postura.pipeline;

/** What the command's exit codes mean; 143 (stopped by SIGTERM) is the JVM's own. */
final class ExitCode {
  /** Every video of this run is done, or there was nothing to do. */
  static final int DONE = 0;

  /** The pipeline broke: the output not writable, the lock held by another run, a bug. */
  static final int BROKEN = 1;

  /** Bad options, or an input that matches nothing. */
  static final int USAGE = 2;

  /** Finished, but videos of this run failed or are partial. */
  static final int FAILURES = 3;

  private ExitCode() {}
}
