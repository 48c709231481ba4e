package org.postura.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postura.store.Location;

/**
 * Words of the command line that are not text: Java has lost their bytes, Linux still has them. A
 * shell that expands {@code clips/*} may give such names.
 */
final class RawWords {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final char LOST = '\uFFFD';

  private RawWords() {}

  /** The words, with names that are not text as {@code file:} URIs. */
  static String[] of(String... args) {
    for (String arg : args) {
      if (arg.indexOf(LOST) >= 0) {
        try {
          return of(args, Files.readAllBytes(COMMAND_LINE));
        } catch (IOException e) {
          return args; // Another system: a lost name is a missing file.
        }
      }
    }
    return args;
  }

  /**
   * @param commandLine all words of the process, each with a NUL after it
   */
  static String[] of(String[] args, byte[] commandLine) {
    List<byte[]> words = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        words.add(Arrays.copyOfRange(commandLine, begin, i));
        begin = i + 1;
      }
    }
    int own = words.size() - args.length;
    String[] exact = args.clone();
    for (int i = 0; i < args.length && own >= 0; i++) {
      boolean plain = args[i].indexOf(LOST) >= 0 && !args[i].startsWith("-");
      if (plain && new String(words.get(own + i), StandardCharsets.UTF_8).equals(args[i])) {
        exact[i] = Location.of(words.get(own + i)).text();
      }
    }
    return exact;
  }
}
