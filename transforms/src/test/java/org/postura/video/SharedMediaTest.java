package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Every file of the shared media against ffprobe's frame lists. Runs where POSTURA_SHARED names the
 * folder that holds them; what differs from ffprobe, and which verdict is right, stands in
 * media/shared.txt with the reason.
 */
class SharedMediaTest {
  private static final String VARIABLE = "POSTURA_SHARED";

  /** One line of shared.txt. */
  private record Known(String verdict, int frames, String reason) {}

  @Test
  void peopleAreReadAsFfprobeDoes() throws IOException {
    assertEquals(List.of(), differences("people/"));
  }

  @Test
  void oddFilesAreReadAsFfprobeDoesOrForAKnownReason() throws IOException {
    List<String> differences = differences("odd/");
    differences.forEach(System.out::println);
    assertEquals(List.of(), differences);
  }

  private static List<String> differences(String folder) throws IOException {
    String shared = System.getenv(VARIABLE);
    boolean there = shared != null && Files.isDirectory(Path.of(shared, "media"));
    if (!there) {
      System.out.println("Not compared with ffprobe: " + VARIABLE + " does not name the media");
    }
    assumeTrue(there, VARIABLE + " does not name the media");
    Path media = Path.of(shared, "media");
    Map<String, Known> known = known();
    List<String> differences = new ArrayList<>();
    JsonNode files = lists(media.resolve("frames.json.gz")).get("files");
    for (Map.Entry<String, JsonNode> entry : files.properties()) {
      String file = entry.getKey();
      if (file.startsWith(folder)) {
        compare(media.resolve(file), entry.getValue(), Optional.ofNullable(known.get(file)))
            .ifPresent(difference -> differences.add(file + ": " + difference));
      }
    }
    return differences;
  }

  private static Optional<String> compare(Path file, JsonNode ffprobe, Optional<Known> known)
      throws IOException {
    String verdict;
    List<Long> pts = List.of();
    boolean stamped = true;
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      Decoded decoded = Decoded.of(channel, VideoLimits.defaults(), false);
      verdict = decoded.problem().map(problem -> problem.code().name()).orElse("-");
      pts = decoded.pts();
      stamped = !decoded.info().timesInvented();
    } catch (VideoException e) {
      verdict = e.verdict().code().name();
    }
    List<Long> theirs = new ArrayList<>();
    ffprobe.path("pts").forEach(stamp -> theirs.add(stamp.isNull() ? null : stamp.asLong()));
    int frames = known.map(Known::frames).orElse(theirs.size());
    String expected = known.map(Known::verdict).orElse("-");
    if (!expected.equals(verdict)) {
      return Optional.of("verdict " + verdict + ", not " + expected);
    }
    if (pts.size() != frames) {
      return Optional.of(pts.size() + " frames, not " + frames);
    }
    if (stamped && frames == theirs.size() && !pts.equals(theirs)) {
      return Optional.of("time stamps " + pts + ", not " + theirs);
    }
    return Optional.empty();
  }

  private static JsonNode lists(Path path) throws IOException {
    try (InputStream stream = new GZIPInputStream(Files.newInputStream(path))) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private static Map<String, Known> known() throws IOException {
    return new String(Decoded.resource("/media/shared.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" +", 4))
        .collect(
            Collectors.toMap(
                part -> part[0], part -> new Known(part[1], Integer.parseInt(part[2]), part[3])));
  }
}
