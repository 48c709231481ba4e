package org.postura.run.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postura.store.Location;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.mp4 | a.mp4 | true",
        "*.mp4 | d/a.mp4 | false",
        "**.mp4 | d/e/a.mp4 | true",
        "**/a.mp4 | a.mp4 | true",
        "**/a.mp4 | d/e/a.mp4 | true",
        "**/a.mp4 | d/ba.mp4 | false",
        "d/**/a.mp4 | d/a.mp4 | true",
        "d/** | d/e/f | true",
        "?.mp4 | é.mp4 | true",
        "?.mp4 | 😀.mp4 | true",
        "?.mp4 | ab.mp4 | false",
        "[a-c].mp4 | b.mp4 | true",
        "[!a-c].mp4 | b.mp4 | false",
        "[^a-c].mp4 | d.mp4 | true",
        "[]].mp4 | ].mp4 | true",
        "a[!x]b | a/b | false",
        "[a.mp4 | [a.mp4 | true",
        "{a,b}.mp4 | b.mp4 | true",
        "{a,b.mp4 | {a,b.mp4 | true",
        "{a,{b,c}}.mp4 | c.mp4 | true",
        "a,b* | a,bc | true",
        "\\*.mp4 | *.mp4 | true",
        "\\*.mp4 | a.mp4 | false",
        "a.*4 | abmp4 | false",
        "a+(b)*| a+(b)c | true",
      })
  void matchesAsShellsDo(String pattern, String path, boolean matches) {
    Glob glob = Glob.of(Location.of("/" + pattern));

    assertEquals(
        matches,
        ("/" + path).startsWith(glob.fixed())
            && glob.matches(("/" + path).substring(glob.fixed().length())));
  }

  @Test
  void fixedPartsAreWholeNames() {
    assertEquals("gs://b/a/", Glob.of(Location.of("gs://b/a/x*.mp4")).fixed());
    assertEquals("gs://b/", Glob.of(Location.of("gs://b/*")).fixed());
    assertEquals("/", Glob.of(Location.of("/a*")).fixed());
    assertEquals(2, Glob.of(Location.of("/d/*/x*")).depth());
  }
}
