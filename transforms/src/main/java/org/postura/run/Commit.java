package org.postura.run;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * The commit record of a packet: how its videos ended, and which attempt's files are their
 * landmarks. It is created only if there is none, so that of several attempts one wins; then the
 * files get their names. Whoever finds a record whose files have none yet gives them theirs.
 *
 * @param packet the packet's id
 * @param attempt name of the attempt that won
 * @param rows one a video of the packet, in its order
 * @param published of which rows landmark files are to be published, by index
 */
public record Commit(
    String packet, String attempt, List<LedgerEntry> rows, List<Integer> published) {
  public Commit {
    rows = List.copyOf(rows);
    published = List.copyOf(published);
  }

  /** The record of a packet, if an attempt has won. */
  public static Optional<Commit> read(OutputLayout layout, String run, String packet)
      throws IOException {
    return Store.read(layout.commit(run, packet)).map(bytes -> Json.parse(bytes, Commit.class));
  }

  /** Makes this attempt the one that counts, unless another is; whether it is now. */
  public boolean create(OutputLayout layout, String run) throws IOException {
    return Store.createIfAbsent(layout.commit(run, packet), Json.bytes(this));
  }

  /**
   * Gives the landmark files their names; those that have theirs already are passed over.
   *
   * @return how many were given theirs
   */
  public int publish(OutputLayout layout, String run) throws IOException {
    int renamed = 0;
    for (int index : published) {
      Location file = layout.temporary(run, attempt, index);
      try {
        Store.rename(file, layout.at(rows.get(index).output()));
        renamed++;
      } catch (NoSuchFileException e) {
        // It has its name: the record was made when the file was whole.
      }
    }
    return renamed;
  }
}
