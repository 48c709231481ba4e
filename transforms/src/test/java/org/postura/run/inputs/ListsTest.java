package org.postura.run.inputs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Location;
import org.postura.store.Place;

/** Lists as editors, shells and other systems write them. */
class ListsTest {
  private static final List<String> LINES = List.of("a b.mp4", "é.mp4", "c,d.mp4");
  private static final String MARK = "\uFEFF";

  @TempDir Path folder;

  @Test
  void endsOfLinesAndEncodingsOfAllSystems() throws IOException {
    String unix = "a b.mp4\né.mp4\n\nc,d.mp4";
    String windows = "a b.mp4\r\né.mp4 \r\n  \r\nc,d.mp4\r\n";
    for (String text : List.of(unix, windows)) {
      assertEquals(LINES, list(text.getBytes(UTF_8)));
      assertEquals(LINES, list((MARK + text).getBytes(UTF_8)));
      assertEquals(LINES, list((MARK + text).getBytes(UTF_16LE)));
      assertEquals(LINES, list((MARK + text).getBytes(UTF_16BE)));
      assertEquals(LINES, list(text.getBytes(UTF_16LE)));
      assertEquals(LINES, list(text.getBytes(UTF_16BE)));
    }
    assertEquals(List.of(), list(new byte[0]));
    assertEquals(List.of("a"), list("a".getBytes(UTF_8)));
  }

  @Test
  void findPrint0NamesFilesToTheLastByte() throws IOException {
    assertEquals(
        List.of(" a\nb.mp4 ", "{\"uri\": 1}", "*.mp4"),
        list(" a\nb.mp4 \0{\"uri\": 1}\0*.mp4\0".getBytes(UTF_8)));
    Files.writeString(folder.resolve("list"), folder + "/*.mp4\0");
    assertTrue(Found.by("@" + folder + "/list").videos().get(0).missing(), "no glob");
  }

  @Test
  void namesThatAreNoTextAreTheirBytes() throws IOException {
    Path clip = folder.resolve(Names.of("caf\u00e9.mp4"));
    Files.writeString(clip, "x");
    Path list = folder.resolve("list");
    for (String end : List.of("\n", "\0")) {
      Files.write(list, (folder + "/caf\u00e9.mp4" + end).getBytes(ISO_8859_1));

      Found found = Found.by("@" + list);

      assertEquals(List.of(Location.of(clip).toString()), found.locations());
      assertEquals(1, found.videos().get(0).sizeBytes());
    }
  }

  @Test
  void standardInputIsKeptForWhoeverAsksAgain() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("a.mp4\nb.mp4\n".getBytes(UTF_8)));
    try {
      Inputs inputs = Inputs.of(List.of("@-"));
      assertTrue(inputs.mayRepeat());
      for (int i = 0; i < 2; i++) {
        long[] count = {0};
        inputs.find(/* allowEmpty= */ false, video -> count[0]++);
        assertEquals(2, count[0]);
      }
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void listsLieAnywhere(Place place) throws IOException {
    Location list = place.plain(folder).resolve("lists/r-1.jsonl");
    Place.write(list, "{\"uri\": \"/v/a.mp4\"}\n{x,y}.mp4\n");
    Place.write(place.plain(folder).resolve("lists/r-2.jsonl"), "/v/[b].mp4\n");

    assertEquals(List.of("/v/a.mp4", "{x,y}.mp4"), Lists.texts(List.of("@" + list.text())));
    assertEquals(
        List.of("/v/a.mp4", "{x,y}.mp4", "/v/[b].mp4"),
        Lists.texts(List.of("@" + place.plain(folder).resolve("lists/r-*.jsonl").text())));
  }

  @Test
  void rowsNameFilesAndNoPatterns() throws IOException {
    Files.writeString(folder.resolve("a.mp4"), "x");
    Files.writeString(folder.resolve("list"), "{\"uri\": \"%s/*.mp4\"}".formatted(folder));

    assertTrue(Found.by("@" + folder + "/list").videos().get(0).missing());
  }

  @Test
  void linesThatAreWrongAreNamed() throws IOException {
    assertWrong("ok.mp4\n\nfile://host/a.mp4\n", "line 3: 'file://host/a.mp4' names another host");
    assertWrong("ok.mp4\n{\"url\": 1}\n", "line 2 is no JSON object with \"uri\"");
    assertWrong("nosuch://a/b\n", "line 1: nosuch://a/b: no file system here opens 'nosuch'");
    assertWrong(folder + "/*.xyz\n", "line 1: " + folder + "/*.xyz matches no video");
    assertWrong("x".repeat(2 << 20), "line 1 is longer than a MB");
  }

  private void assertWrong(String text, String message) throws IOException {
    Path list = folder.resolve("wrong");
    Files.writeString(list, text);
    InputException e =
        assertThrows(
            InputException.class, () -> Inputs.of(List.of("@" + list)).find(false, video -> {}));
    assertTrue(e.getMessage().contains(message), e::getMessage);
    assertTrue(e.getMessage().contains("--input=@" + list), e::getMessage);
  }

  private List<String> list(byte[] bytes) throws IOException {
    Path list = folder.resolve("list");
    Files.write(list, bytes);
    return Lists.texts(List.of("@" + list));
  }
}
