package org.postura.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store makes of what goes wrong, and how much it asks of a remote one. */
class RemoteTroubleTest {
  @TempDir Path folder;
  private ObjectStore objects;
  private Location file;
  private byte[] large;

  @BeforeEach
  void putAFile() throws IOException {
    objects = Place.store(folder);
    file = Place.MEMORY.plain(folder).resolve("in/file");
    large = new byte[1_000_000];
    new Random(1).nextBytes(large);
    Store.replace(file, large);
    objects.resetCounts();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 65_536, 131_072, 500_000, 999_999})
  void readThatBreaksIsTriedAgain(long position) throws IOException {
    objects.on(Operation.READ, "**/file").atByte(position).times(1).fail(Fault.unavailable());

    assertArrayEquals(large, Store.read(file).orElseThrow());
    assertEquals(2, objects.count(Operation.OPEN));
  }

  @Test
  void fileThatBecomesAnotherWhileItIsReadIsNotMixed() throws IOException {
    try (SeekableByteChannel channel = Store.open(file)) {
      channel.read(ByteBuffer.allocate(10));
      objects.on(Operation.READ, "**/file").times(1).fail(Fault.connectionReset());
      Store.replace(file, new byte[10]);

      channel.position(900_000);
      IOException e = assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(10)));

      assertTrue(e.getMessage().contains("changed while it was read"), e::getMessage);
    }
  }

  @Test
  void fileThatGoesWhileItIsReadIsNotThere() throws IOException {
    try (SeekableByteChannel channel = Store.open(file)) {
      objects.on(Operation.READ, "**/file").times(1).fail(Fault.connectionReset());
      Store.delete(List.of(file));

      assertThrows(NoSuchFileException.class, () -> channel.read(ByteBuffer.allocate(10)));
    }
  }

  @Test
  void readingOnTakesFewRequests() throws IOException {
    byte[] some = new byte[1000];
    try (SeekableByteChannel channel = Store.open(file)) {
      for (int i = 0; i < 1000; i++) {
        assertEquals(1000, fill(channel, some));
      }
    }
    assertEquals(1, objects.count(Operation.READ), "it goes on where it was");
    assertEquals(large.length, objects.bytesRead());
  }

  /** Index and pictures of a container. */
  @Test
  void twoPlacesAreReadInTurns() throws IOException {
    byte[] some = new byte[1000];
    try (SeekableByteChannel channel = Store.open(file)) {
      for (int i = 0; i < 50; i++) {
        channel.position(i * 1000L);
        fill(channel, some);
        channel.position(800_000 + i * 1000L);
        fill(channel, some);
      }
    }
    assertEquals(2, objects.count(Operation.READ));
  }

  private static int fill(SeekableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Blocks end where they end.
    }
    return buffer.position();
  }

  @Test
  void closedChannelIsClosed() throws IOException {
    SeekableByteChannel channel = Store.open(file);
    assertTrue(channel.isOpen());
    channel.close();

    assertFalse(channel.isOpen());
    assertThrows(ClosedChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
  }

  @Test
  void denialIsADenialWhateverIsAsked() throws IOException {
    Location directory = Place.MEMORY.plain(folder).resolve("in");
    for (Operation operation : Operation.values()) {
      objects.on(operation, "**").fail(Fault.accessDenied());
    }

    assertThrows(AccessDeniedException.class, () -> Store.open(file));
    assertThrows(AccessDeniedException.class, () -> Store.stat(file));
    assertThrows(AccessDeniedException.class, () -> Store.list(directory, ""));
    assertThrows(AccessDeniedException.class, () -> Store.create(file).close());
    assertThrows(AccessDeniedException.class, () -> Store.replace(file, large));
    assertThrows(AccessDeniedException.class, () -> Store.createIfAbsent(file, large));
    assertThrows(AccessDeniedException.class, () -> Store.rename(file, file));
    AccessDeniedException e =
        assertThrows(AccessDeniedException.class, () -> Store.delete(List.of(file)));
    assertEquals(file.toString(), e.getFile());
  }

  @Test
  void trafficJamMayPass() {
    objects.on(Operation.OPEN, "**").fail(Fault.unavailable());
    objects.on(Operation.STAT, "**").fail(Fault.unavailable());
    objects.on(Operation.PUBLISH, "**").fail(Fault.preconditionFailed());

    assertFalse(
        assertThrows(IOException.class, () -> Store.open(file)) instanceof FileSystemException);
    assertFalse(
        assertThrows(IOException.class, () -> Store.stat(file)) instanceof FileSystemException);
    assertFalse(
        assertThrows(IOException.class, () -> Store.replace(file, large))
            instanceof FileSystemException);
  }

  @Test
  void schemeThatNobodyOpens() {
    Location unknown = Location.of("nosuch://bucket/a");

    for (org.junit.jupiter.api.function.Executable ask :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> Store.open(unknown),
            () -> Store.stat(unknown),
            () -> Store.list(unknown, ""),
            () -> Store.create(unknown).close(),
            () -> Store.replace(unknown, large))) {
      UnknownSchemeException e = assertThrows(UnknownSchemeException.class, ask);
      assertEquals("no file system here opens 'nosuch' URIs", e.getReason());
    }
  }

  /** It can be opened, but not looked up. */
  @Test
  void classPathTellsItsSizes() throws IOException {
    Location demo = Location.of("classpath://org/postura/demo/demo.mp4");
    byte[] bytes = Store.read(demo).orElseThrow();

    StoredFile known = Store.stat(demo).orElseThrow();

    assertEquals(bytes.length, known.sizeBytes());
    assertTrue(bytes.length > 10_000);
  }

  @Test
  void localDirectoriesAndDevicesAreNoFiles() {
    assertThrows(NotAFileException.class, () -> Store.open(Location.of(folder)));
    assertThrows(NotAFileException.class, () -> Store.open(Location.of("/dev/zero")));
  }

  @Test
  void localFileThatMayNotBeRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "x");
    Files.setPosixFilePermissions(secret, Set.of());
    assumeFalse(Files.isReadable(secret), "whoever runs this may read everything");

    assertThrows(AccessDeniedException.class, () -> Store.open(Location.of(secret)));
  }

  @Test
  void localFileIsWholeOrNotThere() throws IOException {
    Location place = Place.DISK.root(folder).resolve("a");
    Store.replace(place, "old".getBytes(StandardCharsets.UTF_8));
    Files.writeString(Path.of(place.text() + ".part"), "of somebody who died");

    assertEquals(List.of("a"), Place.below(Place.DISK.root(folder)));
    Store.deleteBelow(Place.DISK.root(folder), file -> false);
    assertFalse(Files.exists(Path.of(Place.DISK.root(folder).text())));
  }

  @Test
  void objectIsThereWhenItsStreamIsClosed() throws IOException {
    Location place = Place.MEMORY.plain(folder).resolve("new");
    try (OutputStream out = Store.create(place)) {
      out.write(1);
      out.flush();
      assertTrue(Store.stat(place).isEmpty());
    }
    assertEquals(1, Store.stat(place).orElseThrow().sizeBytes());
  }
}
