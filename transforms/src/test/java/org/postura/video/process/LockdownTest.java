package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a process can still do that a video has taken over. */
class LockdownTest {
  @Test
  void nothingOfTheParentsEnvironmentGoesWithIt() throws IOException {
    Map<String, String> environment = DecoderCommand.builder(List.of()).environment();
    assertTrue(System.getenv().size() > environment.size());
    assertEquals(List.of(), environment.keySet().stream().filter(name -> !known(name)).toList());
  }

  @Test
  void aDecodingProcessIsLockedDown() throws Exception {
    assumeTrue(Platform.isLinux() && Platform.isIntel(), "numbers of calls are those of x86-64");
    DecoderProcess process = DecoderProcess.start();
    process.awaitReady();
    assertTrue(process.locked());
    String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    process.end();
    assertTrue(status.contains("NoNewPrivs:\t1"), status);
    assertTrue(status.contains("Seccomp:\t2"), status);
  }

  @Test
  void itCanOpenNothingAndStartNothing() throws IOException {
    assumeTrue(Platform.isLinux() && Platform.isIntel(), "numbers of calls are those of x86-64");
    ProcessBuilder builder = new ProcessBuilder(command(Trespasser.class));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // Before, to show that the attempts would work here; and after.
    assertEquals(
        """
        a file: done
        a new file: done
        a program: done
        a connection: done
        the parent's environment: done
        a signal: done
        locked
        a file: refused
        a new file: refused
        a program: refused
        a connection: refused
        the parent's environment: refused
        a signal: refused
        another thread: refused
        a thread of its own: done
        """,
        said);
  }

  private static boolean known(String name) {
    return name.equals("LANG") || name.startsWith("LC_") || name.equals("LD_LIBRARY_PATH");
  }

  private static List<String> command(Class<?> type) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), type.getName()));
    return command;
  }
}
