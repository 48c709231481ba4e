package org.postura.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The troubles a test can make, and that they are told from each other. */
class ObjectStoreTest {
  private static final ObjectGlob ALL = new ObjectGlob("**");

  private final ObjectStore store = ObjectStore.named("object-store-test");

  @BeforeEach
  void reset() {
    store.reset();
  }

  @Test
  void namedStoresAreSharedAndApart() throws IOException {
    store.put("a", new byte[1]);

    assertSame(store, ObjectStore.named("object-store-test"));
    assertTrue(ObjectStore.named("another").get("a").isEmpty());
    assertEquals(List.of("a"), store.names(""));
  }

  @Test
  void flatNamesMayGoOnBelowAnObject() throws IOException {
    store.put("a", new byte[1]);
    store.put("a/b", new byte[2]);

    assertEquals(List.of("a", "a/b"), store.names(""));
  }

  @Test
  void accessIsDeniedAsAServerTellsIt() throws IOException {
    store.put("secret", new byte[1]);
    store.on(Operation.OPEN, "secr*").fail(Fault.accessDenied());

    IOException e = assertThrows(IOException.class, () -> store.open("secret"));

    assertTrue(e.getMessage().contains("403 Forbidden"), e::getMessage);
    assertTrue(e.getMessage().contains("\"code\" : 403"), e::getMessage);
    assertTrue(e.getMessage().contains("mem://object-store-test/secret"), e::getMessage);
    store.heal();
    store.open("secret").close();
  }

  @Test
  void listingCanBeDenied() {
    store.on(Operation.LIST, "in/").fail(Fault.accessDenied());

    assertThrows(IOException.class, () -> store.list(new ObjectGlob("in/*")));
  }

  @Test
  void preconditionFailsOnPublishing() throws IOException {
    store.on(Operation.PUBLISH, "**").fail(Fault.preconditionFailed());

    IOException e = assertThrows(IOException.class, () -> store.create("a").close());

    assertTrue(e.getMessage().contains("412"), e::getMessage);
    assertTrue(store.get("a").isEmpty());
  }

  @Test
  void readBreaksAtAByte() throws IOException {
    store.put("a", new byte[200]);
    store.on(Operation.READ, "a").atByte(100).times(1).fail(Fault.connectionReset());
    try (SeekableByteChannel channel = store.open("a")) {
      ByteBuffer buffer = ByteBuffer.allocate(200);

      assertEquals(100, channel.read(buffer));
      assertThrows(IOException.class, () -> channel.read(buffer));
      assertEquals(100, channel.position());
      assertEquals(100, channel.read(buffer));
    }
  }

  @Test
  void faultsStrikeAfterSomeAndForSome() throws IOException {
    store.put("a", new byte[1]);
    store.on(Operation.STAT, "a").skip(1).times(2).fail(Fault.unavailable());

    store.stat("a");
    assertThrows(IOException.class, () -> store.stat("a"));
    assertThrows(IOException.class, () -> store.stat("a"));
    store.stat("a");
  }

  @Test
  void stalledReadGoesOnWhenReleased() throws Exception {
    store.put("a", new byte[10]);
    Stall stall = store.on(Operation.READ, "a").atByte(4).stall();
    CompletableFuture<Integer> read = CompletableFuture.supplyAsync(this::readToTheEnd);
    stall.awaitReached();
    assertFalse(read.isDone());

    stall.release();

    assertEquals(10, read.get());
  }

  @Test
  void stalledReadEndsWhenInterrupted() throws Exception {
    store.put("a", new byte[10]);
    Stall stall = store.on(Operation.READ, "a").stall();
    FutureTask<Integer> read = new FutureTask<>(() -> store.open("a").read(ByteBuffer.allocate(1)));
    Thread thread = new Thread(read);
    thread.start();
    stall.awaitReached();

    thread.interrupt();

    ExecutionException e = assertThrows(ExecutionException.class, read::get);
    assertInstanceOf(InterruptedIOException.class, e.getCause());
  }

  @Test
  void newObjectsAreListedLate() throws IOException {
    store.put("old", new byte[1]);
    store.listLate(2);
    store.create("new").close();
    store.create("old").close();

    assertEquals(1, store.list(ALL).size());
    assertEquals(1, store.list(ALL).size());
    assertEquals(2, store.list(ALL).size());
    assertTrue(store.stat("new").isPresent());
  }

  @Test
  void newObjectsAreListedWhenTheTestSaysSo() throws IOException {
    store.holdListings();
    assertTrue(store.createIfAbsent("new", new byte[1]));
    assertEquals(0, store.list(ALL).size());
    assertFalse(store.createIfAbsent("new", new byte[1]));

    store.showListings();

    assertEquals(1, store.list(ALL).size());
  }

  @Test
  void otherJvmSeesWhatWasPublishedBeforeItWasKilled(@TempDir Path folder) throws Exception {
    String prefix = folder.toString().substring(1) + "/";
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            RenameMain.class.getName(),
            prefix);
    command.environment().put(FaultsOfCommand.VARIABLE, "halt DELETE **/from");
    command.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
    Process child = command.start();

    assertEquals(137, child.waitFor(), () -> said(folder));

    ObjectStore disk = ObjectStore.onDisk();
    assertEquals(List.of(prefix + "from", prefix + "said", prefix + "to"), disk.names(prefix));
    assertArrayEquals(new byte[] {1}, disk.get(prefix + "to").orElseThrow());
    assertFalse(disk.createIfAbsent(prefix + "to", new byte[0]));
  }

  @Test
  void unknownFaultOfACommandIsAnError() {
    assertThrows(
        IllegalArgumentException.class, () -> FaultsOfCommand.install(store, "hlt OPEN **"));
  }

  /** Renames an object; killed between copy and delete by the fault of its command. */
  static final class RenameMain {
    private RenameMain() {}

    public static void main(String[] args) throws IOException {
      ObjectStore disk = ObjectStore.onDisk();
      disk.put(args[0] + "from", new byte[] {1});
      disk.create(args[0] + "unfinished");
      disk.rename(args[0] + "from", args[0] + "to");
    }
  }

  private static String said(Path folder) {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private int readToTheEnd() {
    try (SeekableByteChannel channel = store.open("a")) {
      ByteBuffer buffer = ByteBuffer.allocate(20);
      while (channel.read(buffer) >= 0) {
        // Until its end.
      }
      return buffer.position();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
