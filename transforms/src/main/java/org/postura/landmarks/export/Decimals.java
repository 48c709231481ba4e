package org.postura.landmarks.export;

/** Numbers as text, the same in every country, never with an exponent. */
final class Decimals {
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private Decimals() {}

  /** With so many decimals, 0 to 9; {@code nan} if it is none. */
  static void append(StringBuilder out, double value, int decimals) {
    double scaled = Math.abs(value) * POWERS[decimals];
    if (Double.isNaN(value) || scaled >= Long.MAX_VALUE) {
      out.append("nan");
      return;
    }
    long rounded = Math.round(scaled);
    if (value < 0 && rounded > 0) {
      out.append('-');
    }
    out.append(rounded / POWERS[decimals]);
    if (decimals > 0) {
      String fraction = Long.toString(rounded % POWERS[decimals]);
      out.append('.').append("0".repeat(decimals - fraction.length())).append(fraction);
    }
  }

  /** With at most so many decimals, without zeros at the end. */
  static String shortest(double value, int decimals) {
    StringBuilder out = new StringBuilder();
    append(out, value, decimals);
    int end = out.length();
    while (out.indexOf(".") >= 0 && out.charAt(end - 1) == '0') {
      end--;
    }
    return out.substring(0, out.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
