package org.postura.run.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * The inputs as the user names them, with {@code @FILE} and {@code @-} replaced by the lines they
 * hold. Lists are not held in memory: they are read again each time.
 */
final class InputSpecs {
  /**
   * One input.
   *
   * @param text a URI, directory or glob
   * @param output the output that a list asks for, or null
   * @param exact whether it is a name and never a glob
   * @param list the list that it comes from and its line, or null
   */
  record Spec(String text, String output, boolean exact, String list) {
    static Spec of(String text) {
      return new Spec(text, /* output= */ null, /* exact= */ false, /* list= */ null);
    }

    /** Where the user finds it; without secrets. */
    @Override
    public String toString() {
      return list == null ? "--input=" + shown(text) : list + ": " + shown(text);
    }

    private static String shown(String text) {
      try {
        return Location.of(text).toString();
      } catch (IllegalArgumentException e) {
        return text;
      }
    }
  }

  /** Takes inputs. */
  interface Sink {
    void spec(Spec spec);
  }

  /** A line of a list that is a JSON object: a dead letter, a ledger entry, or made by hand. */
  private record Line(@JsonProperty(required = true) String uri, String output) {}

  private static final ObjectReader JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readerFor(Line.class);

  /** How a JSON object begins; {@code {a,b}.mp4} is none. */
  private static final Pattern OBJECT = Pattern.compile("\\{\\s*[\"}].*", Pattern.DOTALL);

  private static final String STANDARD_INPUT = "-";

  private final List<String> inputs;

  /** What can be read only once, kept in temporary files. */
  private final Map<String, Path> spools = new HashMap<>();

  InputSpecs(List<String> inputs) {
    this.inputs = inputs.stream().filter(input -> !input.isBlank()).toList();
  }

  /** Whether there may be more than one. */
  boolean mayBeMany() {
    return inputs.size() > 1 || inputs.stream().anyMatch(InputSpecs::isList);
  }

  private static boolean isList(String input) {
    return input.startsWith("@");
  }

  /**
   * Shows all inputs.
   *
   * @throws InputException if a list can't be read
   */
  void forEach(Sink sink) {
    for (String input : inputs) {
      if (isList(input)) {
        readList(input, sink);
      } else {
        sink.spec(Spec.of(input));
      }
    }
  }

  private void readList(String input, Sink sink) {
    for (Location part : parts(input)) {
      String name = input.substring(1).equals(STANDARD_INPUT) ? input : "@" + part;
      try (InputStream in = Channels.newInputStream(Store.open(part))) {
        ListFile.read(
            in,
            (number, line, exact) ->
                sink.spec(
                    spec(
                        line,
                        exact,
                        String.format(Locale.ROOT, "--input=%s, line %d", name, number))));
      } catch (IOException e) {
        throw unreadable(input, e);
      }
    }
  }

  private static InputException unreadable(String input, Exception e) {
    String reason =
        e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    return new InputException(
        String.format(Locale.ROOT, "--input=%s can't be read as a list: %s", input, reason), e);
  }

  private static Spec spec(byte[] line, boolean exact, String list) {
    String text = new String(line, UTF_8);
    try {
      if (!exact && OBJECT.matcher(text).matches()) {
        Line row = JSON.readValue(text);
        if (row.uri() == null) {
          throw new IllegalArgumentException("it has no \"uri\"");
        }
        return new Spec(row.uri(), row.output(), /* exact= */ true, list);
      }
      Location location = Location.of(line);
      // As it was written, so that a relative path stays one; but not if that is no text.
      boolean isText = text.indexOf('\uFFFD') < 0;
      return new Spec(isText ? text : location.text(), null, exact, list);
    } catch (JsonProcessingException e) {
      throw new InputException(
          String.format(
              Locale.ROOT, "%s is no JSON object with \"uri\": %s", list, e.getOriginalMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.format(Locale.ROOT, "%s: %s", list, e.getMessage()), e);
    }
  }

  /** The files of a list: those of a run are several, and a glob stands for all that it matches. */
  private List<Location> parts(String input) {
    String file = input.substring(1);
    try {
      if (file.equals(STANDARD_INPUT)) {
        return List.of(spooled(file, System.in));
      }
      Location location = Location.of(file).absolute();
      if (location.isLocal() && isPipe(location.path())) {
        try (InputStream pipe = Files.newInputStream(location.path())) {
          return List.of(spooled(file, pipe));
        }
      }
      if (!Glob.isGlob(location)) {
        return List.of(location);
      }
      List<Location> parts = new ArrayList<>();
      InputMatcher.glob(location, video -> parts.add(video.location()));
      if (parts.isEmpty()) {
        throw new NoSuchFileException(file);
      }
      parts.sort((a, b) -> a.text().compareTo(b.text()));
      return parts;
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(input, e);
    }
  }

  private static boolean isPipe(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  private Location spooled(String name, InputStream in) throws IOException {
    Path spool = spools.get(name);
    if (spool == null) {
      spool = Files.createTempFile("postura-", ".list");
      spool.toFile().deleteOnExit();
      Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
      spools.put(name, spool);
    }
    return Location.of(spool);
  }
}
