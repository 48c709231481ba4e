package org.postura.run.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputSpecsTest {
  @TempDir Path folder;

  @Test
  void listHoldsUrisAndJsonObjects() throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(
        list,
        """
        /a b/c,d.mp4

        {"uri": "gs://b/x.mp4", "output": "landmarks/x.mp4.avro", "code": "CORRUPT", "frames": 3}
        {"uri": "y.mp4"}
        """);

    assertEquals(
        List.of("first.mp4", "/a b/c,d.mp4", "gs://b/x.mp4 -> landmarks/x.mp4.avro", "y.mp4"),
        Lists.texts(List.of("first.mp4", "@" + list)));
  }

  @Test
  void globStandsForTheListsOfARun() throws IOException {
    Files.writeString(folder.resolve("r-00000-of-00002.jsonl"), "a.mp4\n");
    Files.writeString(folder.resolve("r-00001-of-00002.jsonl"), "b.mp4\n");

    assertEquals(
        Set.of("a.mp4", "b.mp4"), Set.copyOf(Lists.texts(List.of("@" + folder + "/r-*.jsonl"))));
  }

  @Test
  void wrongLineIsNamed() throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(list, "ok.mp4\n{\"url\": \"x\"}\n");

    InputException e = assertThrows(InputException.class, () -> Lists.texts(List.of("@" + list)));

    assertTrue(e.getMessage().contains("line 2"), e::getMessage);
  }

  @Test
  void missingListIsNamed() {
    InputException e =
        assertThrows(InputException.class, () -> Lists.texts(List.of("@/no/such/list")));

    assertTrue(e.getMessage().contains("--input=@/no/such/list"), e::getMessage);
  }
}
