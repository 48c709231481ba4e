package org.postura.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways to type an option. */
class ArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input=a --output=b | a | --output=b",
        "--input a --output b | a | --output=b",
        "--input a --dryRun --output b | a | --dryRun --output=b",
        "--output - | | --output=-",
        "--fps -1 | | --fps=-1",
        "--input a b | a b |",
        "--input=a,b | a b |",
        "--input={a,b}.mp4,c | {a,b}.mp4 c |",
        "clip.mp4 --model lite | clip.mp4 | --model=lite",
        "--dryRun clips | clips | --dryRun",
        "-- --odd | --odd |",
      })
  void inputsAndOptionsAreToldApart(String typed, String inputs, String options) {
    Arguments arguments = Arguments.of(typed.split(" "));

    assertEquals(inputs == null ? "" : inputs, String.join(" ", arguments.inputs()));
    assertEquals(options == null ? "" : options, String.join(" ", arguments.options()));
  }
}
