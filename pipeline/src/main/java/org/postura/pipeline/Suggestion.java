package org.postura.pipeline;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The option that somebody may have meant. */
final class Suggestion {
  private Suggestion() {}

  /** What to add to a message about an unknown option; empty if nothing is like it. */
  static String of(String unknown) {
    List<String> similar = new ArrayList<>();
    int best = 3; // So many slips of the finger are too many.
    for (String name : names()) {
      int slips = slips(folded(unknown), folded(name));
      if (slips < best) {
        best = slips;
        similar.clear();
      }
      if (slips == best) {
        similar.add("--" + name);
      }
    }
    similar.sort(null);
    return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("runner", "targetParallelism", "help", "version"));
    for (Method method : PosturaOptions.class.getDeclaredMethods()) {
      String name = method.getName();
      if (name.startsWith("get")) {
        names.add(name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4));
      }
    }
    return names;
  }

  /** num-poses and numPoses are one name. */
  private static String folded(String name) {
    return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  /** The beginning of a name is one slip; else letters that are wrong, missing or too many. */
  private static int slips(String typed, String name) {
    if (typed.length() >= 3 && name.startsWith(typed) && !name.equals(typed)) {
      return 1;
    }
    int[] row = new int[name.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = typed.charAt(i - 1) == name.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[name.length()];
  }
}
