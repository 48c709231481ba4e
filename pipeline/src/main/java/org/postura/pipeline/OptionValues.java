package org.postura.pipeline;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads option values; a wrong one gives a line with the option, the value and what is allowed. */
final class OptionValues {
  private OptionValues() {}

  /** A constant of {@code type}, written in lower case with dashes. */
  static <E extends Enum<E>> E constant(String option, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(value)) {
        return constant;
      }
    }
    String allowed =
        Stream.of(type.getEnumConstants())
            .map(OptionValues::word)
            .collect(Collectors.joining(", "));
    throw new UsageException(
        String.format(Locale.ROOT, "--%s must be one of %s, was '%s'", option, allowed, value));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static boolean flag(String option, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new UsageException(
              String.format(Locale.ROOT, "--%s must be true or false, was '%s'", option, value));
    };
  }

  static int integer(String option, String value, int min, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw new UsageException(
        String.format(Locale.ROOT, "--%s must be %d to %d, was '%s'", option, min, max, value));
  }

  static float fraction(String option, String value) {
    try {
      float number = Float.parseFloat(value);
      if (number >= 0 && number <= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw new UsageException(
        String.format(Locale.ROOT, "--%s must be 0 to 1, was '%s'", option, value));
  }

  /** A number that is not negative; who uses it knows how large it may be. */
  static double seconds(String option, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw new UsageException(
        String.format(Locale.ROOT, "--%s must be a number of seconds, was '%s'", option, value));
  }

  /** A positive number, or empty if the option was not given. */
  static OptionalDouble positive(String option, String value) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(value);
      if (number > 0 && number <= Integer.MAX_VALUE) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw new UsageException(
        String.format(Locale.ROOT, "--%s must be a number above 0, was '%s'", option, value));
  }

  /** A positive whole number, or empty if the option was not given. */
  static OptionalLong count(String option, String value) {
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value);
      if (number > 0) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw new UsageException(
        String.format(Locale.ROOT, "--%s must be a whole number above 0, was '%s'", option, value));
  }
}
