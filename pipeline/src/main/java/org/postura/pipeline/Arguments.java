package org.postura.pipeline;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.postura.store.Location;

/**
 * The words of a command line.
 *
 * @param inputs what {@code --input} and plain words name
 * @param options the others as {@code --NAME=VALUE}, which is the one form that Beam's parser knows
 */
record Arguments(List<String> inputs, List<String> options) {
  private static final String INPUT = "--input";

  /** Options that may stand without a value: what comes after them is a word of its own. */
  private static final Set<String> FLAGS =
      Set.of("--allowEmptyInput", "--dryRun", "--quiet", "--smoothing");

  /** Reads the words: {@code --NAME=VALUE} or {@code --NAME VALUE}; the rest are inputs. */
  static Arguments of(String... words) {
    List<String> inputs = new ArrayList<>();
    List<String> options = new ArrayList<>();
    boolean namesOnly = false;
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (namesOnly || !word.startsWith("-")) {
        inputs.add(word);
      } else if (word.equals("--")) {
        namesOnly = true;
      } else if (!word.startsWith("--")) {
        inputs.add(checkedName(word));
      } else {
        if (i + 1 < words.length && takesNext(word, words[i + 1])) {
          word += "=" + words[++i];
        }
        if (word.startsWith(INPUT + "=")) {
          inputs.addAll(separated(word.substring(INPUT.length() + 1)));
        } else if (word.equals(INPUT)) {
          throw new UsageException("--input needs a value: videos, directories, globs or @FILE");
        } else {
          options.add(word);
        }
      }
    }
    return new Arguments(List.copyOf(inputs), List.copyOf(options));
  }

  private static boolean takesNext(String option, String next) {
    if (option.contains("=") || next.startsWith("--")) {
      return false;
    }
    return !FLAGS.contains(option) || next.equals("true") || next.equals("false");
  }

  private static String checkedName(String word) {
    if (isThere(word)) {
      return word;
    }
    throw new UsageException(
        String.format(
            Locale.ROOT,
            "unknown option %s; options begin with -- (and a file named so is ./%s)",
            word,
            word));
  }

  /**
   * The inputs of one option: commas separate them, but not within the braces and brackets of a
   * glob, and not if a file of the whole name is there.
   */
  private static List<String> separated(String value) {
    if (value.indexOf(',') < 0 || isThere(value.startsWith("@") ? value.substring(1) : value)) {
      return List.of(value);
    }
    List<String> inputs = new ArrayList<>();
    int begin = 0;
    int open = 0;
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case '{', '[' -> open++;
        case '}', ']' -> open = Math.max(0, open - 1);
        case ',' -> {
          if (open == 0) {
            inputs.add(value.substring(begin, i));
            begin = i + 1;
          }
        }
        default -> {
          // Part of a name.
        }
      }
    }
    inputs.add(value.substring(begin));
    return inputs;
  }

  private static boolean isThere(String name) {
    try {
      Location location = Location.of(name);
      return location.isLocal() && Files.exists(location.path());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
