package org.postura.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** The requests that reach a store: counted, and made to fail where a rule says so. Thread-safe. */
final class Requests {
  private final String root;
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
  private final AtomicLongArray counts = new AtomicLongArray(Operation.values().length);
  private final AtomicLong bytesRead = new AtomicLong();

  /**
   * Requests to a store.
   *
   * @param root what its URIs begin with
   */
  Requests(String root) {
    this.root = root;
  }

  FaultRule rule(Operation operation, String objectGlob) {
    return new FaultRule(operation, objectGlob, rules::add);
  }

  void heal() {
    rules.forEach(FaultRule::release);
    rules.clear();
  }

  long count(Operation operation) {
    return counts.get(operation.ordinal());
  }

  long bytesRead() {
    return bytesRead.get();
  }

  void resetCounts() {
    for (int i = 0; i < counts.length(); i++) {
      counts.set(i, 0);
    }
    bytesRead.set(0);
  }

  void counted(Operation operation, long more) {
    counts.addAndGet(operation.ordinal(), more);
  }

  void delivered(int bytes) {
    bytesRead.addAndGet(bytes);
  }

  /**
   * An operation begins.
   *
   * @param names of the objects that it concerns
   */
  void before(Operation operation, String... names) throws IOException {
    counted(operation, 1);
    strike(operation, false, names);
  }

  /** The operation is done; what is thrown here is its lost answer. */
  void after(Operation operation, String... names) throws IOException {
    strike(operation, true, names);
  }

  /** How many of the wanted bytes can be read before a fault strikes; strikes if it is here. */
  int readable(String name, long position, int wanted) throws IOException {
    int readable = wanted;
    for (FaultRule rule : rules) {
      if (rule.concerns(Operation.READ, name)) {
        if (rule.isAt(position)) {
          rule.strike(root + name);
        } else {
          readable = Math.min(readable, rule.undisturbed(position, wanted));
        }
      }
    }
    return readable;
  }

  private void strike(Operation operation, boolean afterwards, String... names) throws IOException {
    for (FaultRule rule : rules) {
      for (String name : names) {
        if (rule.isAfterwards() == afterwards && rule.concerns(operation, name)) {
          rule.strike(root + name);
          break;
        }
      }
    }
  }
}
