package org.postura.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds wherever files lie. */
class StoreTest {
  /** Names in which a file system could see patterns, escapes or URIs. */
  private static final List<String> NAMES =
      List.of(
          "a*b", "a?b", "a[bc]", "a{b,c}", "a\\b", "a\\*b", "a b", "ä é 猫", "100%", "a%20b", "#",
          "&");

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThere(Place place) throws IOException {
    Location root = place.root(folder);
    Location missing = root.resolve("a/missing");

    assertThrows(NoSuchFileException.class, () -> Store.open(missing));
    assertTrue(Store.stat(missing).isEmpty());
    assertTrue(Store.read(missing).isEmpty());
    assertEquals(List.of(), Store.list(root.resolve("a"), ""));
    assertEquals(List.of(), Place.below(root.resolve("a/")));
    Store.delete(List.of());
    Store.delete(List.of(missing));
    Store.deleteBelow(root.resolve("a"), file -> false);
  }

  @ParameterizedTest
  @EnumSource
  void writtenAndReadAgain(Place place) throws IOException {
    Location file = place.root(folder).resolve("a/b/c");

    try (OutputStream out = Store.create(file)) {
      out.write(bytes("first"));
    }
    assertEquals("first", Place.read(file));

    Store.replace(file, bytes("second time"));
    assertEquals("second time", Place.read(file));
    StoredFile known = Store.stat(file).orElseThrow();
    assertEquals(file, known.location());
    assertEquals(11, known.sizeBytes());
    assertTrue(known.modifiedMillis() > 0);
    assertEquals(place == Place.MEMORY, known.version() != null);
    assertEquals(List.of("c"), Place.below(place.root(folder).resolve("a/b/")));
  }

  @ParameterizedTest
  @EnumSource
  void versionsTellBytesApart(Place place) throws IOException {
    Location file = place.root(folder).resolve("a");
    Store.replace(file, bytes("one"));
    String one = Store.stat(file).orElseThrow().version();
    Store.replace(file, bytes("two"));
    String two = Store.stat(file).orElseThrow().version();
    Store.replace(file, bytes("one"));

    assertEquals(one, Store.stat(file).orElseThrow().version());
    assertEquals(place == Place.DISK, one == null);
    assertEquals(place == Place.DISK, two == null);
    assertEquals(place == Place.MEMORY, one != null && !one.equals(two));
  }

  @ParameterizedTest
  @EnumSource
  void rangesAreReadInAnyOrder(Place place) throws IOException {
    Location file = place.root(folder).resolve("large");
    byte[] large = new byte[3_000_001];
    Random random = new Random(7);
    random.nextBytes(large);
    Store.replace(file, large);

    try (SeekableByteChannel channel = Store.open(file)) {
      assertEquals(large.length, channel.size());
      for (int i = 0; i < 100; i++) {
        int from = i % 10 == 0 ? large.length - 1 - i : random.nextInt(large.length);
        int length = random.nextInt(200_000);
        ByteBuffer part = ByteBuffer.allocate(length);
        channel.position(from);
        while (part.hasRemaining() && channel.read(part) >= 0) {
          // Stores give what they have.
        }
        int end = Math.min(large.length, from + length);
        assertEquals(ByteBuffer.wrap(large, from, end - from), part.flip(), from + ", " + length);
        assertEquals(end, channel.position());
      }
      channel.position(large.length);
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
      channel.position(large.length + 10L);
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
      assertEquals(0, channel.position(0).read(ByteBuffer.allocate(0)));
    }
    assertArrayEquals(large, Store.read(file).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void listsWhatIsThere(Place place) throws IOException {
    Location root = place.root(folder);
    for (String name : List.of("d/b.json", "d/a.json", "d/c.txt", "d/e/f.json", "dd.json")) {
      Place.write(root.resolve(name), name);
    }

    assertEquals(
        List.of(root.resolve("d/a.json"), root.resolve("d/b.json")),
        Store.list(root.resolve("d"), ".json"));
    assertEquals(3, Store.list(root.resolve("d/"), "").size());
    assertEquals(List.of("a.json", "b.json", "c.txt", "e/f.json"), Place.below(root.resolve("d/")));
    List<StoredFile> files = new ArrayList<>();
    Store.listAll(root.resolve("d/e"), files::add);
    assertEquals(Store.stat(root.resolve("d/e/f.json")).stream().toList(), files);
  }

  @ParameterizedTest
  @EnumSource
  void namesAreNoPatterns(Place place) throws IOException {
    Location root = place.root(folder);
    for (String name : NAMES) {
      for (Location directory : List.of(root, root.resolve(name + "/"))) {
        Location file = directory.resolve(name + ".x");
        Location moved = directory.resolve(name + ".y");
        Place.write(directory.resolve("aXb.x"), "another");
        Place.write(directory.resolve("ab.x"), "another");
        assertTrue(Store.stat(file).isEmpty(), file::text);
        assertTrue(Store.createIfAbsent(file, bytes(name)), file::text);

        assertEquals(name, Place.read(file), file::text);
        assertEquals(file, Store.stat(file).orElseThrow().location());
        assertTrue(Store.list(directory, ".x").contains(file), file::text);
        Store.rename(file, moved);
        assertTrue(Store.stat(file).isEmpty(), file::text);
        Store.delete(List.of(moved));
        assertEquals("another", Place.read(directory.resolve("aXb.x")), file::text);
        assertFalse(Store.list(directory, ".y").contains(moved), file::text);
      }
      assertEquals(
          List.of("aXb.x", "ab.x"), Place.below(root.resolve(name + "/")), () -> "below " + name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneOfManyCreates(Place place) throws Exception {
    Location file = place.root(folder).resolve("a/once");
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      byte[] mine = bytes("attempt " + i);
      attempts.add(() -> Store.createIfAbsent(file, mine));
    }
    List<String> winners = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = threads.invokeAll(attempts);
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).get()) {
          winners.add("attempt " + i);
        }
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(List.of(Place.read(file)), winners);
    assertFalse(Store.createIfAbsent(file, bytes("too late")));
    assertEquals(List.of("once"), Place.below(place.root(folder).resolve("a/")));
  }

  @ParameterizedTest
  @EnumSource
  void renamedInPlaceOfAnother(Place place) throws IOException {
    Location root = place.root(folder);
    Place.write(root.resolve("from"), "new");
    Place.write(root.resolve("deep/to"), "old");

    Store.rename(root.resolve("from"), root.resolve("deep/to"));
    assertEquals("new", Place.read(root.resolve("deep/to")));
    assertEquals(List.of("deep/to"), Place.below(root));

    assertThrows(
        NoSuchFileException.class,
        () -> Store.rename(root.resolve("from"), root.resolve("deep/to")));
    assertEquals("new", Place.read(root.resolve("deep/to")));

    Store.rename(root.resolve("deep/to"), root.resolve("another/directory/to"));
    assertEquals(List.of("another/directory/to"), Place.below(root));
  }

  @ParameterizedTest
  @EnumSource
  void deletesBelowWhatIsNotKept(Place place) throws IOException {
    Location root = place.root(folder);
    for (String name : List.of("d/keep", "d/e/a", "d/e/b", "dd/c")) {
      Place.write(root.resolve(name), name);
    }

    Store.deleteBelow(root.resolve("d/"), file -> file.name().equals("keep"));
    assertEquals(List.of("d/keep", "dd/c"), Place.below(root));

    Store.deleteBelow(root.resolve("d"), file -> false);
    assertEquals(List.of("dd/c"), Place.below(root));
  }
}
