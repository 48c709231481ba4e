package org.postura.run.inputs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.postura.store.Location;

/**
 * The inputs as the user names them, with {@code @FILE} and {@code @-} replaced by the lines they
 * hold.
 */
final class InputSpecs {
  /**
   * One input.
   *
   * @param text a URI, directory or glob
   * @param output the output that a list asks for, or null
   */
  record Spec(String text, String output) {}

  /** A line of a list that is a JSON object: a dead letter, a ledger entry, or made by hand. */
  private record Line(@JsonProperty(required = true) String uri, String output) {}

  private static final ObjectReader JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readerFor(Line.class);

  private InputSpecs() {}

  static List<Spec> resolve(List<String> inputs) {
    List<Spec> specs = new ArrayList<>();
    for (String input : inputs) {
      if (input.startsWith("@")) {
        addList(input.substring(1), specs);
      } else if (!input.isBlank()) {
        specs.add(new Spec(input, null));
      }
    }
    return specs;
  }

  private static void addList(String file, List<Spec> specs) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(openList(file), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          specs.add(spec(line.strip(), file, number));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "--input=@%s can't be read as a list: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Spec spec(String line, String file, int number) {
    if (!line.startsWith("{")) {
      return new Spec(line, null);
    }
    try {
      Line row = JSON.readValue(line);
      if (row.uri() == null) {
        throw new IllegalArgumentException("it has no \"uri\"");
      }
      return new Spec(row.uri(), row.output());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InputException(
          "--input=@%s, line %d: %s".formatted(file, number, e.getMessage()), e);
    }
  }

  /** The lists of a run are several files: a glob stands for all that it matches. */
  private static InputStream openList(String file) throws IOException {
    if (file.equals("-")) {
      return System.in;
    }
    Location location = Location.of(file);
    if (location.isLocal() && Files.exists(location.path())) {
      return Files.newInputStream(location.path());
    }
    List<InputStream> parts = new ArrayList<>();
    for (MatchResult.Metadata part :
        FileSystems.match(file, EmptyMatchTreatment.DISALLOW).metadata()) {
      parts.add(Channels.newInputStream(FileSystems.open(part.resourceId())));
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}
