package org.postura.run;

/** An input or output that no run can be planned for; the message is one sentence for the user. */
public final class PlanException extends RuntimeException {
  public PlanException(String message) {
    super(message);
  }

  public PlanException(String message, Throwable cause) {
    super(message, cause);
  }
}
