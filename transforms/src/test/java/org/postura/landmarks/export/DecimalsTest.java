package org.postura.landmarks.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000, 0",
    "-0.0001, 0.000, 0",
    "-0.0006, -0.001, -0.001",
    "1234.5678, 1234.568, 1234.568",
    "10, 10.000, 10",
    "59.94006, 59.940, 59.94",
    "1e-12, 0.000, 0",
    "NaN, nan, nan",
    "1e300, nan, nan"
  })
  void threeDecimals(double value, String fixed, String shortest) {
    StringBuilder out = new StringBuilder();
    Decimals.append(out, value, 3);

    assertEquals(fixed, out.toString());
    assertEquals(shortest, Decimals.shortest(value, 3));
  }
}
