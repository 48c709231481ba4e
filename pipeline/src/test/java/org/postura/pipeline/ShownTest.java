package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void namesMoveNoCursor() {
    assertEquals("a\\nb\\rc\\td\\u001b[31m", Shown.line("a\nb\rc\td\u001b[31m"));
    assertEquals("\\u0007\\u007f\\u009b", Shown.line("\u0007\u007f\u009b"));
    assertEquals("a\\u202egnp.exe\\u2066", Shown.line("a\u202Egnp.exe\u2066"));
    assertEquals("\\u2028\\ud800", Shown.line("\u2028\uD800"));
  }

  @Test
  void textOfAllLanguagesStays() {
    String text = "é 踊 שלום नि\u200Dः 👩\u200D👧 \\n a b";
    assertEquals(text, Shown.line(text));
  }
}
