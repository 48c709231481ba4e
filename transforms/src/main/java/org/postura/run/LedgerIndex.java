package org.postura.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postura.video.VerdictCode;

/**
 * What planning has to know of the latest rows of all outputs, in some 90 bytes each: hashes in
 * place of texts, in arrays. A million rows are 90 MB.
 */
final class LedgerIndex {
  static final int NONE = -1;

  private static final byte SEEN = 1;
  private static final byte PRESENT = 2;
  private static final byte STANDING = 4;

  private static final VerdictCode[] CODES = VerdictCode.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  private int size;
  private int[] table = new int[1 << 11];
  private long[] keyHigh = new long[1 << 10];
  private long[] keyLow = keyHigh.clone();
  private long[] uri = keyHigh.clone();
  private long[] sizeBytes = keyHigh.clone();
  private long[] modified = keyHigh.clone();
  private long[] content = keyHigh.clone();
  private long[] version = keyHigh.clone();
  private long[] options = keyHigh.clone();
  private long[] ordinal = keyHigh.clone();
  private int[] limits = new int[1 << 10];
  private int[] run = limits.clone();
  private byte[] outcome = new byte[1 << 10];
  private byte[] code = outcome.clone();
  private byte[] flags = outcome.clone();

  private final List<String> runs = new ArrayList<>();
  private final Map<String, Integer> runNumbers = new HashMap<>();
  private long elapsedMs;
  private long elapsedBytes;

  /** How many outputs are known. */
  int size() {
    return size;
  }

  /** The row of an output, or {@link #NONE}. */
  int find(Digest output) {
    for (int at = slot(output); ; at = at + 1 & table.length - 1) {
      int row = table[at] - 1;
      if (row < 0) {
        return NONE;
      }
      if (keyHigh[row] == output.high() && keyLow[row] == output.low()) {
        return row;
      }
    }
  }

  private int slot(Digest key) {
    return (int) key.low() & table.length - 1;
  }

  /**
   * Takes in a row. Of several for one output that of the latest run counts, of the same run the
   * one that comes last.
   *
   * @param number where it stands in the reading order; {@link #isLatest} knows it by that
   */
  void add(LedgerRow row, long number) {
    Digest key = Digest.of(row.output());
    int at = find(key);
    int runNumber = runNumbers.computeIfAbsent(row.run(), this::newRun);
    if (at != NONE && runs.get(run[at]).compareTo(row.run()) > 0) {
      return;
    }
    if (row.outcome() == Outcome.UNCHANGED) {
      if (at != NONE && content[at] == row.contentKey()) {
        modified[at] = row.identity().modifiedMillis();
        version[at] = Digest.shortOf(row.version());
        run[at] = runNumber;
      }
      return;
    }
    if (at == NONE) {
      at = append(key);
    }
    uri[at] = Digest.shortOf(row.uri());
    sizeBytes[at] = row.identity().sizeBytes();
    modified[at] = row.identity().modifiedMillis();
    content[at] = row.contentKey();
    version[at] = Digest.shortOf(row.version());
    options[at] = row.optionsKey();
    limits[at] = (int) row.limitsKey();
    ordinal[at] = number;
    run[at] = runNumber;
    outcome[at] = (byte) row.outcome().ordinal();
    code[at] = row.code() == null ? -1 : (byte) row.code().ordinal();
    if (row.outcome() == Outcome.DONE) {
      elapsedMs += row.elapsedMs();
      elapsedBytes += row.identity().sizeBytes();
    }
  }

  private int newRun(String name) {
    runs.add(name);
    return runs.size() - 1;
  }

  /** Notes an output that no row tells of, for {@link #see}. */
  int addNew(Digest key) {
    int at = append(key);
    outcome[at] = -1;
    return at;
  }

  private int append(Digest key) {
    if (size == keyHigh.length) {
      grow();
    }
    int row = size++;
    keyHigh[row] = key.high();
    keyLow[row] = key.low();
    if (size * 2 > table.length) {
      rehash();
    } else {
      enter(row);
    }
    return row;
  }

  private void enter(int row) {
    int at = (int) keyLow[row] & table.length - 1;
    while (table[at] != 0) {
      at = at + 1 & table.length - 1;
    }
    table[at] = row + 1;
  }

  private void rehash() {
    table = new int[table.length * 2];
    for (int row = 0; row < size; row++) {
      enter(row);
    }
  }

  private void grow() {
    int capacity = size + (size >> 1);
    keyHigh = Arrays.copyOf(keyHigh, capacity);
    keyLow = Arrays.copyOf(keyLow, capacity);
    uri = Arrays.copyOf(uri, capacity);
    sizeBytes = Arrays.copyOf(sizeBytes, capacity);
    modified = Arrays.copyOf(modified, capacity);
    content = Arrays.copyOf(content, capacity);
    version = Arrays.copyOf(version, capacity);
    options = Arrays.copyOf(options, capacity);
    ordinal = Arrays.copyOf(ordinal, capacity);
    limits = Arrays.copyOf(limits, capacity);
    run = Arrays.copyOf(run, capacity);
    outcome = Arrays.copyOf(outcome, capacity);
    code = Arrays.copyOf(code, capacity);
    flags = Arrays.copyOf(flags, capacity);
  }

  /** Whether a row is of the ledger, and not only seen today. */
  boolean isKnown(int row) {
    return outcome[row] >= 0;
  }

  /** Whether the row that was added under this number is the one that counts. */
  boolean isLatest(int row, long number) {
    return isKnown(row) && ordinal[row] == number;
  }

  boolean isOf(int row, long uriKey) {
    return uri[row] == uriKey;
  }

  boolean hasOptions(int row, long key) {
    return options[row] == key;
  }

  boolean hasLimits(int row, long key) {
    return limits[row] == (int) key;
  }

  Outcome outcome(int row) {
    return OUTCOMES[outcome[row]];
  }

  /** Why it is not done, or null. */
  VerdictCode code(int row) {
    return code[row] < 0 ? null : CODES[code[row]];
  }

  long sizeBytes(int row) {
    return sizeBytes[row];
  }

  long modifiedMillis(int row) {
    return modified[row];
  }

  long version(int row) {
    return version[row];
  }

  /** 64 bits of the hash of head and tail, 0 if they were not read. */
  long content(int row) {
    return content[row];
  }

  /** Notes that today's listing has this output; false if it had it before. */
  boolean see(int row) {
    return raise(row, SEEN);
  }

  boolean isSeen(int row) {
    return (flags[row] & SEEN) != 0;
  }

  void setPresent(int row) {
    raise(row, PRESENT);
  }

  /** Whether the landmarks are there. */
  boolean isPresent(int row) {
    return (flags[row] & PRESENT) != 0;
  }

  void setStanding(int row) {
    raise(row, STANDING);
  }

  /** Whether it is a failure that is not tried again. */
  boolean isStanding(int row) {
    return (flags[row] & STANDING) != 0;
  }

  private boolean raise(int row, byte flag) {
    boolean news = (flags[row] & flag) == 0;
    flags[row] |= flag;
    return news;
  }

  /** Wall time that a byte took in the videos that are done, ms; 0 if none is. */
  double millisPerByte() {
    return elapsedBytes == 0 ? 0 : (double) elapsedMs / elapsedBytes;
  }
}
