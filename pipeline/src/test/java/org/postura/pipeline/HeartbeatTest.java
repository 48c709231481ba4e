package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a health check looks at. */
class HeartbeatTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(0);

  @TempDir Path folder;

  @Test
  void growsOldUnlessFramesAreDone() throws IOException {
    Path file = folder.resolve("heartbeat");
    AtomicLong nanos = new AtomicLong();
    Heartbeat heartbeat = Heartbeat.of(file.toString(), nanos::get);

    heartbeat.planning();
    assertEquals("planning\n", Files.readString(file));

    heartbeat.working(10, 1);
    assertEquals("working 10 1\n", Files.readString(file));

    Files.setLastModifiedTime(file, LONG_AGO);
    nanos.set(999_999_999);
    heartbeat.working(11, 1); // Within a second: not yet.
    assertEquals(LONG_AGO, Files.getLastModifiedTime(file));

    nanos.set(1_000_000_000);
    heartbeat.working(11, 1);
    assertEquals("working 11 1\n", Files.readString(file));
    assertTrue(Files.getLastModifiedTime(file).compareTo(LONG_AGO) > 0);

    heartbeat.finishing();
    assertEquals("finishing\n", Files.readString(file));
  }

  @Test
  void sameFiguresAreNotWrittenAgain() throws IOException {
    Path file = folder.resolve("heartbeat");
    AtomicLong nanos = new AtomicLong();
    Heartbeat heartbeat = Heartbeat.of(file.toString(), () -> nanos.addAndGet(2_000_000_000));
    heartbeat.working(10, 1);
    Files.setLastModifiedTime(file, LONG_AGO);

    heartbeat.working(10, 1);
    assertEquals(LONG_AGO, Files.getLastModifiedTime(file));

    heartbeat.working(10, 2);
    assertEquals("working 10 2\n", Files.readString(file));
  }

  @Test
  void runWithoutOneAndOneThatCantBeWritten() {
    Heartbeat.of(null).planning();
    Heartbeat.of("").finishing();
    Heartbeat.of(folder + "/nosuch/heartbeat").working(1, 1);

    assertFalse(Files.exists(folder.resolve("nosuch")));
  }
}
