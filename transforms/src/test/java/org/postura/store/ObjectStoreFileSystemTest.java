package org.postura.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.MimeTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client of Beam's FileSystems sees of the store, in memory and over files. */
class ObjectStoreFileSystemTest {
  enum Kind {
    MEMORY,
    ON_DISK
  }

  @TempDir Path folder;

  private ObjectStore store;
  private String prefix;

  @BeforeAll
  static void registerSchemes() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @AfterEach
  void forget() {
    store.reset();
  }

  private void use(Kind kind) {
    store = kind == Kind.MEMORY ? ObjectStore.named("file-system-test") : ObjectStore.onDisk();
    prefix = kind == Kind.MEMORY ? "p/" : folder.toString().substring(1) + "/";
    store.resetCounts();
  }

  @ParameterizedTest
  @EnumSource
  void objectAppearsWholeWhenItsChannelIsClosed(Kind kind) throws IOException {
    use(kind);
    WritableByteChannel channel = FileSystems.create(id("a"), MimeTypes.BINARY);
    channel.write(bytes("whole"));
    assertEquals(List.of(), listed("**"));
    assertThrows(FileNotFoundException.class, () -> FileSystems.open(id("a")));

    channel.close();
    channel.close();

    assertEquals(List.of("a"), listed("**"));
    assertEquals("whole", read("a"));
    assertEquals(1, store.count(Operation.CREATE));
    assertEquals(1, store.count(Operation.PUBLISH));
  }

  @ParameterizedTest
  @EnumSource
  void closingAfterAnExceptionPublishesHalf(Kind kind) throws IOException {
    use(kind);
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (WritableByteChannel channel = FileSystems.create(id("a"), MimeTypes.BINARY)) {
            channel.write(bytes("half"));
            throw new IllegalStateException("on the way");
          }
        });

    assertEquals("half", read("a"));
  }

  @ParameterizedTest
  @EnumSource
  void openChannelReadsTheObjectAsItWas(Kind kind) throws IOException {
    use(kind);
    put("a", "before");
    try (SeekableByteChannel channel = open("a")) {
      put("a", "after, and longer");

      assertEquals("before", readAll(channel));
    }
    assertEquals("after, and longer", read("a"));
  }

  @ParameterizedTest
  @EnumSource
  void patternsListFlatNames(Kind kind) throws IOException {
    use(kind);
    for (String name : List.of("v/a.mp4", "v/b.mov", "v/deep/c.mp4", "v/deep/er/d.mp4", "w")) {
      put(name, name);
    }

    assertEquals(List.of("v/a.mp4"), listed("v/*.mp4"));
    assertEquals(List.of("v/a.mp4", "v/deep/c.mp4", "v/deep/er/d.mp4"), listed("v/**.mp4"));
    assertEquals(List.of("v/deep/c.mp4"), listed("v/de?p/?.mp4"));
    assertEquals(List.of("v/a.mp4"), listed("v/a.mp4"));
    assertEquals(List.of(), listed("v"));
    assertEquals(List.of(), listed("v/dee*"));
    assertEquals(List.of("w"), listed("w*"));
    assertEquals(List.of(), listed("none/*"));
    assertEquals(6, store.count(Operation.LIST));
    assertEquals(2, store.count(Operation.STAT));
  }

  @ParameterizedTest
  @EnumSource
  void listingIsCountedByPages(Kind kind) throws IOException {
    use(kind);
    for (int i = 0; i < 1001; i++) {
      put("n/" + i, "");
    }

    assertEquals(1001, listed("n/*").size());
    assertEquals(2, store.count(Operation.LIST));
  }

  @ParameterizedTest
  @EnumSource
  void listingTellsSizeAndTime(Kind kind) throws IOException {
    use(kind);
    put("a", "12345");
    store.touch(prefix + "a", Instant.ofEpochSecond(1_700_000_000));

    MatchResult.Metadata metadata = FileSystems.matchSingleFileSpec(uri("a"));

    assertEquals(5, metadata.sizeBytes());
    assertEquals(1_700_000_000_000L, metadata.lastModifiedMillis());
    assertTrue(metadata.isReadSeekEfficient());
    assertEquals(kind == Kind.MEMORY, metadata.checksum() != null);
    assertThrows(FileNotFoundException.class, () -> FileSystems.matchSingleFileSpec(uri("b")));
  }

  @ParameterizedTest
  @EnumSource
  void seeksAreRequestsAndReadsAreCounted(Kind kind) throws IOException {
    use(kind);
    store.put(prefix + "a", new byte[1 << 17]);
    store.resetCounts();
    try (SeekableByteChannel channel = open("a")) {
      assertEquals(1 << 17, channel.size());
      ByteBuffer all = ByteBuffer.allocate(1 << 18);
      assertEquals(1 << 16, channel.read(all));
      assertEquals(1 << 16, channel.read(all));
      assertEquals(-1, channel.read(all));
      assertEquals(1, store.count(Operation.READ));

      channel.position(10);
      assertEquals(5, channel.read(ByteBuffer.allocate(5)));
      assertEquals(15, channel.position());
    }
    assertEquals(2, store.count(Operation.READ));
    assertEquals(1, store.count(Operation.OPEN));
    assertEquals((1 << 17) + 5, store.bytesRead());
  }

  @ParameterizedTest
  @EnumSource
  void renameCopiesThenDeletes(Kind kind) throws IOException {
    use(kind);
    put("from", "bytes");
    store.on(Operation.DELETE, prefix + "from").times(1).fail(Fault.unavailable());

    assertThrows(IOException.class, () -> rename("from", "to"));
    assertEquals(List.of("from", "to"), listed("*"));

    rename("from", "to");
    assertEquals(List.of("to"), listed("*"));
    assertEquals("bytes", read("to"));
    assertThrows(FileNotFoundException.class, () -> rename("from", "to"));
    rename("from", "to", StandardMoveOptions.IGNORE_MISSING_FILES);
    assertEquals(3, store.count(Operation.RENAME));
    assertEquals(3, store.count(Operation.COPY));
  }

  @ParameterizedTest
  @EnumSource
  void renameCanSpareTheDestination(Kind kind) throws IOException {
    use(kind);
    put("from", "new");
    put("to", "old");

    rename("from", "to", StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS);

    assertEquals(List.of("to"), listed("*"));
    assertEquals("old", read("to"));
  }

  @ParameterizedTest
  @EnumSource
  void deletingWhatIsNotThereIsNoError(Kind kind) throws IOException {
    use(kind);
    put("a", "");

    FileSystems.delete(List.of(id("a"), id("b")));

    assertEquals(List.of(), listed("*"));
    assertEquals(2, store.count(Operation.DELETE));
  }

  private List<String> listed(String pattern) throws IOException {
    List<String> names = new ArrayList<>();
    for (MatchResult.Metadata found :
        FileSystems.match(uri(pattern), EmptyMatchTreatment.ALLOW).metadata()) {
      names.add(found.resourceId().toString().substring(uri("").length()));
    }
    return names;
  }

  private void rename(String from, String to, StandardMoveOptions... options) throws IOException {
    FileSystems.rename(List.of(id(from)), List.of(id(to)), options);
  }

  private void put(String name, String text) throws IOException {
    store.put(prefix + name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String read(String name) throws IOException {
    try (SeekableByteChannel channel = open(name)) {
      return readAll(channel);
    }
  }

  private SeekableByteChannel open(String name) throws IOException {
    return assertInstanceOf(SeekableByteChannel.class, FileSystems.open(id(name)));
  }

  private static String readAll(SeekableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // A read gives what it has.
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  private ResourceId id(String name) {
    return FileSystems.matchNewResource(uri(name), /* isDirectory= */ false);
  }

  private String uri(String name) {
    return store.uri(prefix + name);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
