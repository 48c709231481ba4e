package org.postura.run;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postura.store.Location;

/**
 * Where the files of an output lie. All names below the root are relative paths with {@code /}.
 *
 * @param root directory or object prefix, ending in {@code /}
 */
public record OutputLayout(String root) implements Serializable {
  /** Where landmark files lie that a list gives no other name. */
  public static final String LANDMARKS = "landmarks/";

  /** What lies here is postura's own. */
  public static final String STATE = "_postura/";

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  public OutputLayout {
    if (!root.endsWith("/")) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "An output root ends in '/', was '%s'", root));
    }
  }

  /** Checks a run's id, which is the name of a directory. */
  public static String checkedRun(String run) {
    if (!RUN_ID.matcher(run).matches()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "A run's id is a file name, was '%s'", run));
    }
    return run;
  }

  /** The root as it may be shown. */
  @Override
  public String toString() {
    return Location.of(root).toString();
  }

  /** A file or directory by its relative name. */
  public Location at(String relative) {
    return Location.of(root).resolve(relative);
  }

  /** Where leases lie: who works on this output, until when. */
  public Location leases() {
    return at(STATE + "lease/");
  }

  /** The local disk's lock beside the lease. */
  public Location lock() {
    return at(STATE + "lock");
  }

  /** Rows of all runs, JSON Lines, and their snapshot. */
  public Location ledger() {
    return at(STATE + "ledger/");
  }

  /** The latest rows of all outputs, compact. */
  public Location snapshot() {
    return at(STATE + "ledger/snapshot.avro");
  }

  /** Rows of one run: one of the files whose names begin with its id. */
  public Location rows(String run, String part) {
    return at(STATE + "ledger/" + run + "-" + part + ".jsonl");
  }

  public Location deadLetters() {
    return at(STATE + "dead-letter/");
  }

  /** Failed and partial videos of one run. */
  public Location letters(String run, String part) {
    return at(STATE + "dead-letter/" + run + "-" + part + ".jsonl");
  }

  public Location runs() {
    return at(STATE + "runs/");
  }

  /** What one run needs in between, and its summary. */
  public Location run(String run) {
    return at(STATE + "runs/" + run + "/");
  }

  /** One line a packet. */
  public Location plan(String run) {
    return run(run).resolve("plan.jsonl");
  }

  /** What was found out while planning. */
  public Location planned(String run) {
    return run(run).resolve("planned.json");
  }

  /** One record a packet. */
  public Location commits(String run) {
    return run(run).resolve("commits/");
  }

  public Location commit(String run, String packet) {
    return commits(run).resolve(packet + ".json");
  }

  /** What the rows of a run came to, one file a group of packets. */
  public Location tallies(String run) {
    return run(run).resolve("tallies/");
  }

  /** A landmark file of one attempt at a packet, before it has its name. */
  public Location temporary(String run, String attempt, int index) {
    return temporaries(run).resolve(attempt + "-" + index);
  }

  public Location temporaries(String run) {
    return run(run).resolve("tmp/");
  }

  /** Its presence tells the run's workers to begin and commit nothing more. */
  public Location stop(String run) {
    return run(run).resolve("stop.json");
  }

  public Location summary(String run) {
    return run(run).resolve("summary.json");
  }
}
