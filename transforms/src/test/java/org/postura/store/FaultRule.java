package org.postura.store;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * When a fault strikes: at which operation, on which objects, how often. Made by {@link
 * ObjectStore#on}; in force once {@link #fail} or {@link #stall} has been called.
 */
public final class FaultRule {
  private final Operation operation;
  private final ObjectGlob objects;
  private final Consumer<FaultRule> register;
  private long atByte = -1;
  private int skip;
  private int times = Integer.MAX_VALUE;
  private boolean afterwards;
  private Fault fault;

  FaultRule(Operation operation, String objects, Consumer<FaultRule> register) {
    this.operation = operation;
    this.objects = new ObjectGlob(objects);
    this.register = register;
  }

  /** A read gets the bytes before this one and goes wrong there. */
  public FaultRule atByte(long position) {
    if (operation != Operation.READ) {
      throw new IllegalStateException("atByte is for READ, was " + operation);
    }
    atByte = position;
    return this;
  }

  /** So many matching operations go well first. */
  public FaultRule skip(int count) {
    skip = count;
    return this;
  }

  /** So many go wrong, and those after them go well. */
  public FaultRule times(int count) {
    times = count;
    return this;
  }

  /** The operation is done, and only its answer is lost. */
  public FaultRule afterwards() {
    if (operation == Operation.READ || operation == Operation.LIST) {
      throw new IllegalStateException("afterwards is for what changes the store");
    }
    afterwards = true;
    return this;
  }

  /** Puts the rule in force. */
  public void fail(Fault what) {
    fault = what;
    register.accept(this);
  }

  /** Puts the rule in force: the operation hangs until it is released or its thread interrupted. */
  public Stall stall() {
    Stall stall = new Stall();
    fail(stall);
    return stall;
  }

  boolean concerns(Operation wanted, String object) {
    return operation == wanted && objects.matches(object);
  }

  boolean isAfterwards() {
    return afterwards;
  }

  /** How many of the {@code count} bytes from {@code position} can be read before the fault. */
  int undisturbed(long position, int count) {
    return atByte < position ? count : (int) Math.min(count, atByte - position);
  }

  /** Whether a read that begins here meets the fault. */
  boolean isAt(long position) {
    return atByte < 0 || atByte == position;
  }

  void strike(String uri) throws IOException {
    synchronized (this) {
      if (skip > 0) {
        skip--;
        return;
      }
      if (times == 0) {
        return;
      }
      times--;
    }
    fault.strike(uri);
  }

  void release() {
    if (fault instanceof Stall stall) {
      stall.release();
    }
  }
}
