package org.postura.run.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outputs of names that make trouble. The names are what earlier nights have written: keep them.
 */
class OutputPathTest {
  private static final String LONG = "a".repeat(251) + ".mp4";

  @ParameterizedTest
  @ValueSource(
      strings = {"a.mp4", "day 1/a b.MP4", "back\\slash.mp4", "100%.mp4", "a%FF.mp4", "😀"})
  void ordinaryNamesStayAsTheyAre(String path) {
    assertEquals(path + ".avro", OutputPath.fitted(OutputPath.of(Path.of(path)), ".avro"));
    assertEquals(path + ".avro", OutputPath.fitted(OutputPath.of(path), ".avro"));
  }

  @Test
  void longNamesAreCutAndMarked() {
    String output = OutputPath.fitted("d/" + LONG, ".avro");

    assertEquals("d/" + "a".repeat(237) + "~64d82988.mp4.avro", output);
    assertEquals("a".repeat(250) + ".avro", OutputPath.fitted("a".repeat(250), ".avro"));
    assertNotEquals(output, OutputPath.fitted("d/" + "a".repeat(252) + ".mp4", ".avro"));
  }

  @Test
  void cutsFallBetweenCharacters() {
    for (String character : new String[] {"踊", "😀", "é"}) {
      for (int count = 60; count < 140; count++) {
        String output = OutputPath.fitted(character.repeat(count), ".jsonl");
        int bytes = output.getBytes(UTF_8).length;
        assertTrue(bytes <= 255, output);
        assertTrue(bytes > 240 || !output.contains("~"), output);
        assertEquals(output, new String(output.getBytes(UTF_8), UTF_8));
      }
    }
  }

  @Test
  void directoriesAreCutAsWell() {
    String output = OutputPath.fitted("a".repeat(300) + "/b.mp4", ".avro");
    assertTrue(output.matches("a{246}~[0-9a-f]{8}/b\\.mp4\\.avro"), output);
  }

  @Test
  void directoriesDoNotMeetLandmarkFiles() {
    assertEquals("a.avro", OutputPath.fitted("a", ".avro"));
    assertEquals("a.avro~/b.avro", OutputPath.fitted("a.avro/b", ".avro"));
  }

  @Test
  void bytesThatAreNoTextAreEscapedAndMarked() {
    assertEquals("caf%E9~9ad3cf20.mp4", OutputPath.of(Names.of("caf\u00e9.mp4")));
    assertEquals(
        "é%FF~8e985d0a.mp4", OutputPath.of(Names.of("\u00c3\u00a9\u00ff.mp4")), "é is text");
    assertNotEquals(OutputPath.of(Names.of("a\u00ff")), OutputPath.of(Path.of("a%FF")));
  }

  @ParameterizedTest
  @CsvSource({"a//b, a/%2F/b", "../b, %2E%2E/b", "./b, %2E/b"})
  void objectNamesStayBelowTheOutput(String name, String path) {
    assertEquals(path, OutputPath.of(name));
  }
}
