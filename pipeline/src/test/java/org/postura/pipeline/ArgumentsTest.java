package org.postura.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All ways to type options and inputs. */
class ArgumentsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "--input=a --output=b | a | --output=b",
        "--input a --output b | a | --output=b",
        "--input a --dryRun --output b | a | --dryRun --output=b",
        "--output - | none | --output=-",
        "--fps -1 | none | --fps=-1",
        "--input a b | a b | none",
        "clip.mp4 --model lite | clip.mp4 | --model=lite",
        "--dryRun clips | clips | --dryRun",
        "--dryRun false clips | clips | --dryRun=false",
        "--quiet=true a.mp4 b.mp4 | a.mp4 b.mp4 | --quiet=true",
        "--dryRun | none | --dryRun",
        "-- -a.mp4 --b.mp4 | -a.mp4 --b.mp4 | none",
        "--input=a,b --input c | a b c | none",
        "--input={a,b}.mp4,c | {a,b}.mp4 c | none",
        "--input=[a,b],{x,{y,z}} | [a,b] {x,{y,z}} | none",
        "a,b.mp4 | a,b.mp4 | none",
        "--input=@l,b | @l b | none",
      })
  void inputsAndOptionsAreTold(String typed, String inputs, String options) {
    Arguments arguments = Arguments.of(typed.split(" "));

    assertEquals(inputs == null ? List.of() : List.of(inputs.split(" ")), arguments.inputs());
    assertEquals(options == null ? List.of() : List.of(options.split(" ")), arguments.options());
  }

  @Test
  void nameWithACommaThatIsThereIsOne() throws Exception {
    Path clip = Files.writeString(folder.resolve("a,b.mp4"), "x");

    assertEquals(List.of(clip.toString()), Arguments.of("--input=" + clip).inputs());
    assertEquals(List.of("@" + clip), Arguments.of("--input=@" + clip).inputs());
  }

  @Test
  void oneDashIsNoOption() {
    UsageException e = assertThrows(UsageException.class, () -> Arguments.of("-o", "out"));
    assertTrue(
        e.getMessage().startsWith("unknown option -o; options begin with --"), e::getMessage);
  }

  @Test
  void inputNeedsAValue() {
    assertThrows(UsageException.class, () -> Arguments.of("--input", "--output=b"));
  }

  @Test
  void wordsThatAreNoTextAreTheirBytes() {
    byte[] all = "java\0-cp\0lib\0/v/caf\u00e9.mp4\0/v/b.mp4\0".getBytes(ISO_8859_1);

    assertArrayEquals(
        new String[] {"file:///v/caf%E9.mp4", "/v/b.mp4"},
        RawWords.of(new String[] {"/v/caf\uFFFD.mp4", "/v/b.mp4"}, all));
    assertArrayEquals(
        new String[] {"other\uFFFD"}, RawWords.of(new String[] {"other\uFFFD"}, all), "not its");
    assertArrayEquals(new String[] {"a"}, RawWords.of("a"));
  }
}
