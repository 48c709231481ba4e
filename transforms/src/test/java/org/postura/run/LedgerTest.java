package org.postura.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.video.VerdictCode;

class LedgerTest {
  @TempDir Path folder;
  private OutputLayout layout;

  @BeforeEach
  void makeLayout() {
    // Nothing in a name is a wildcard.
    folder = folder.resolve("results [1] {a}");
    layout = new OutputLayout(folder + "/");
  }

  @Test
  void latestRunCounts() throws IOException {
    write(layout.ledger() + "1-a.jsonl", Entries.entry("1", "x", Outcome.DONE, null));
    write(
        layout.ledger() + "2-a.jsonl",
        Entries.entry("2", "x", Outcome.FAILED, VerdictCode.CORRUPT));

    Ledger ledger = Ledger.open(layout);

    assertEquals(Outcome.FAILED, ledger.latest("x").outcome());
    assertNull(ledger.latest("y"));
  }

  @Test
  void runThatWasCutOffIsFoldedInOnce() throws IOException {
    LedgerEntry done = Entries.entry("1", "x", Outcome.DONE, null);
    LedgerEntry failed = Entries.entry("1", "y", Outcome.FAILED, VerdictCode.CORRUPT);
    LedgerEntry written = Entries.entry("1", "z", Outcome.DONE, null);
    for (LedgerEntry entry : List.of(done, failed, written)) {
      write(layout.marker("1", entry.output()), entry);
    }
    write(layout.ledger() + "1-00000-of-00001.jsonl", written);
    Files.createDirectories(folder.resolve("_postura/tmp"));
    Files.writeString(folder.resolve("_postura/tmp/half"), "a file");
    Files.createDirectories(folder.resolve("_postura/plan"));
    Files.writeString(folder.resolve("_postura/plan/0.jsonl"), "of a run without a marker");

    Ledger ledger = Ledger.open(layout);
    Ledger again = Ledger.open(layout);

    assertEquals(done, ledger.latest("x"));
    assertEquals(done, again.latest("x"));
    assertEquals(failed, again.latest("y"));
    assertEquals(3, Ledger.entriesOf(layout, "1").size());
    assertEquals(
        List.of(Json.line(DeadLetter.of(failed))),
        StateFiles.lines(layout.deadLetters(), "1-", ".jsonl"));
    assertEquals(0, count("_postura/markers"));
    assertEquals(0, count("_postura/tmp"));
    assertEquals(0, count("_postura/plan"));
  }

  private void write(String name, LedgerEntry entry) throws IOException {
    StateFiles.write(name, layout.temporaries() + "t", List.of(Json.line(entry)));
  }

  private long count(String directory) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(directory))) {
      return files.count();
    }
  }
}
