package org.postura.pipeline;

import java.util.ArrayList;
import java.util.List;

/** The words of a command line. */
final class Arguments {
  private Arguments() {}

  /**
   * Makes {@code --NAME=VALUE} of {@code --NAME VALUE}, which is how many type it; Beam's parser
   * knows the first form alone.
   */
  static String[] joined(String... args) {
    List<String> joined = new ArrayList<>();
    boolean open = false;
    for (String arg : args) {
      if (open && !arg.startsWith("--")) {
        joined.set(joined.size() - 1, joined.get(joined.size() - 1) + "=" + arg);
        open = false;
      } else {
        joined.add(arg);
        open = arg.startsWith("--") && !arg.contains("=");
      }
    }
    return joined.toArray(new String[0]);
  }
}
