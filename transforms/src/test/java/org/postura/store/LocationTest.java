package org.postura.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
  @ParameterizedTest
  @CsvSource({
    "https://host/a/b.mp4?X-Signature=secret&x=1, https://host/a/b.mp4",
    "https://user:pass@host/b.mp4#t=1, https://host/b.mp4",
    "https://host/a@b/c.mp4, https://host/a@b/c.mp4",
    "https://user@host?q=/x, https://host",
    "s3://key:secret@bucket/a.mp4, s3://bucket/a.mp4",
    "gs://bucket/what?.mp4, gs://bucket/what?.mp4",
    "/home/me/what?#1.mp4, /home/me/what?#1.mp4",
  })
  void saysItselfWithoutSecretsAndKeepsThem(String uri, String written) {
    assertEquals(written, Location.of(uri).toString());
    assertEquals(uri, Location.of(uri).text());
  }

  @ParameterizedTest
  @CsvSource({
    "file:///a%20b.mp4, /a b.mp4",
    "file://localhost/a.mp4, /a.mp4",
    "file:/a.mp4, /a.mp4",
    "FILE:///a.mp4, /a.mp4",
    "file:///100%.mp4, /100%.mp4",
    "file:///a b.mp4, /a b.mp4",
    "/a%20b.mp4, /a%20b.mp4",
    "a/b.mp4, a/b.mp4",
  })
  void pathsAreOfThisMachine(String written, String path) {
    Location location = Location.of(written);

    assertTrue(location.isLocal());
    assertEquals("file", location.scheme());
    assertEquals(Path.of(path), location.path());
  }

  @Test
  void homeIsWhereTheUserLives() {
    assertEquals(Path.of(System.getProperty("user.home"), "clips"), Location.of("~/clips").path());
    assertEquals(Path.of("~me/clips"), Location.of("~me/clips").path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "file://host/a.mp4", "a\0b"})
  void whatNamesNothing(String written) {
    assertThrows(IllegalArgumentException.class, () -> Location.of(written));
  }

  @Test
  void schemesAreLowerCase() {
    Location location = Location.of("GS://Bucket/A.mp4");

    assertEquals("gs", location.scheme());
    assertEquals("gs://Bucket/A.mp4", location.text());
    assertEquals(Location.of("gs://Bucket/A.mp4"), location);
    assertFalse(location.isLocal());
    assertThrows(IllegalStateException.class, location::path);
  }

  @Test
  void namesBelowAndLastNames() {
    assertEquals("gs://b/a/c.mp4", Location.of("gs://b/a").resolve("c.mp4").text());
    assertEquals("gs://b/a/c.mp4", Location.of("gs://b/a/").resolve("c.mp4").text());
    assertEquals("c.mp4", Location.of("https://h/a/c.mp4?q=/x").name());
    assertEquals("a", Location.of("/x/a/").name());
    assertEquals(Location.of("/x/b"), Location.of("/x/a/../b").absolute());
    assertEquals(Location.of("gs://b/a/../b"), Location.of("gs://b/a/../b").absolute());
  }
}
