package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceOptionsTest {
  @Test
  void withoutATokenItListensToThisMachineAlone() {
    ServiceSettings settings = ServiceOptions.read(List.of(), Map.of());

    assertTrue(settings.loopback());
    assertNull(settings.token());
    assertEquals(8000, settings.port());
    assertEquals(List.of(), settings.roots());
  }

  @Test
  void withATokenItListensToAll() {
    ServiceSettings settings =
        ServiceOptions.read(List.of(), Map.of("POSTURA_API_TOKEN", "0123456789abcdef"));

    assertFalse(settings.loopback());
    assertEquals("0.0.0.0", settings.host());
  }

  @Test
  void optionsGoBeforeTheEnvironment() {
    ServiceSettings settings =
        ServiceOptions.read(
            List.of("--port=1234"),
            Map.of("POSTURA_API_PORT", "99", "POSTURA_ALLOWED_ROOTS", "/data/in, gs://b/in"));

    assertEquals(1234, settings.port());
    assertEquals(List.of("/data/in", "gs://b/in"), settings.roots());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port=70000 | --port must be 0 to 65535, was '70000'",
        "--maxBytes=lots | --maxBytes must be 1 to 1125899906842624, was 'lots'",
        "--nosuch=1 | unknown option --nosuch; serve --help lists the options",
        "--port | '--port' is no option; options are --NAME=VALUE",
        "--token=0123456789abcdef | unknown option --token; serve --help lists the options",
      })
  void saysWhatIsWrong(String arg, String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class, () -> ServiceOptions.read(List.of(arg), Map.of()))
            .getMessage());
  }

  @Test
  void aTokenThatCanBeGuessedIsNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ServiceOptions.read(List.of(), Map.of("POSTURA_API_TOKEN", "short")));
  }

  @Test
  void helpKnowsEveryVariable() throws IOException {
    String help;
    try (InputStream in = getClass().getResourceAsStream("help.txt")) {
      help = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String variable : ServiceOptions.variables()) {
      assertTrue(help.contains(variable), variable);
    }
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), "lines fit a terminal");
  }
}
