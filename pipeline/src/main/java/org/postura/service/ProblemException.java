package org.postura.service;

/** Ends a request with a {@link Problem}. */
final class ProblemException extends RuntimeException {
  private final transient Problem problem;
  private final int retryAfterSeconds;

  ProblemException(Problem problem) {
    this(problem, 0, null);
  }

  ProblemException(Problem problem, Throwable cause) {
    this(problem, 0, cause);
  }

  /** A problem that passes: try again after so many seconds. */
  ProblemException(Problem problem, int retryAfterSeconds, Throwable cause) {
    super(problem.detail(), cause);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  Problem problem() {
    return problem;
  }

  /** 0 if it is not said. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
