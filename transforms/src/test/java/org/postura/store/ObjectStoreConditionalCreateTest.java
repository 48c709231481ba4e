package org.postura.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreConditionalCreateTest {
  private final ObjectStore memory = ObjectStore.named("conditional-create-test");

  @Test
  void oneOfManyCreatesInMemory() throws Exception {
    memory.reset();

    oneOfManyCreates(new ObjectStoreConditionalCreate(), "mem", memory, "a");
  }

  @Test
  void oneOfManyCreatesOnDisk(@TempDir Path folder) throws Exception {
    oneOfManyCreates(
        new ObjectStoreConditionalCreate.OnDisk(),
        "dirstore",
        ObjectStore.onDisk(),
        folder.resolve("a").toString().substring(1));

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "no upload is left");
    }
  }

  @Test
  void answerCanBeLost() throws IOException {
    memory.reset();
    memory.on(Operation.CREATE_IF_ABSENT, "**").times(1).afterwards().fail(Fault.unavailable());
    byte[] bytes = {1, 2};

    assertThrows(IOException.class, () -> memory.createIfAbsent("a", bytes));

    assertArrayEquals(bytes, memory.get("a").orElseThrow());
    assertFalse(memory.createIfAbsent("a", bytes));
  }

  private static void oneOfManyCreates(
      ObjectStoreConditionalCreate create, String scheme, ObjectStore store, String name)
      throws Exception {
    assertEquals(scheme, create.scheme());
    ResourceId id = ObjectResourceId.parse(store.uri(name));
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] mine = ("attempt " + i).getBytes(StandardCharsets.UTF_8);
      attempts.add(() -> create.createIfAbsent(id, mine));
    }
    List<String> winners = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
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
    String stored = new String(store.get(name).orElseThrow(), StandardCharsets.UTF_8);
    assertEquals(List.of(stored), winners);
  }
}
