package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderCommandTest {
  @Test
  void whatTheJvmHasToSayDoesNotGetBetweenTheMessages() throws IOException {
    ProcessBuilder builder =
        DecoderCommand.builder(List.of(Files.createTempFile("test", ".frames")));
    List<String> command = builder.command();
    // Two that it complains about: an option long gone, and a size of the heap that can't be.
    command.addAll(command.indexOf("-cp"), List.of("-XX:+UseBiasedLocking", "-XX:NewSize=100m"));
    Process process = builder.start();
    process.getOutputStream().close();
    byte[] out = process.getInputStream().readAllBytes();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(6, out.length, new String(out, StandardCharsets.ISO_8859_1));
    assertEquals(Wire.READY, out[0]);
    assertTrue(said.contains("UseBiasedLocking"), said);
  }
}
