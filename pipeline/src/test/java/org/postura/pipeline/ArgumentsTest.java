package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways to type an option. */
class ArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input=a --output=b | --input=a --output=b",
        "--input a --output b | --input=a --output=b",
        "--input a --dryRun --output b | --input=a --dryRun --output=b",
        "--output - | --output=-",
        "--fps -1 | --fps=-1",
        "--input a b | --input=a b",
        "clip.mp4 --model lite | clip.mp4 --model=lite",
        "--dryRun | --dryRun",
      })
  void valuesOfTheirOwnAreJoined(String typed, String joined) {
    assertArrayEquals(joined.split(" "), Arguments.joined(typed.split(" ")));
  }
}
