package org.postura.landmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads JSON Lines, those of the API with its verdict at the end too. */
final class JsonFramePosesReader implements FramePosesReader {
  private static final ObjectReader LINES =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(Line.class);

  private final MappingIterator<Line> lines;
  private final Map<String, String> metadata;
  private Optional<FramePoses> next;

  JsonFramePosesReader(InputStream in) throws IOException {
    lines = LINES.readValues(in);
    Line first = line();
    next = frame(first);
    metadata =
        next.isPresent() && first.metadata() != null
            ? JsonMetadata.read(first.metadata(), next.get())
            : Map.of();
  }

  @Override
  public Optional<FramePoses> read() throws IOException {
    Optional<FramePoses> frame = next;
    if (frame.isPresent()) {
      next = frame(line());
    }
    return frame;
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Line line() throws IOException {
    try {
      return lines.hasNextValue() ? lines.nextValue() : null;
    } catch (JsonProcessingException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "Line %d is no record of postura: %s",
              lines.getCurrentLocation().getLineNr(),
              e.getOriginalMessage()),
          e);
    }
  }

  private static Optional<FramePoses> frame(Line line) throws IOException {
    if (line == null || line.verdict() != null) {
      return Optional.empty();
    }
    if (line.video() == null || line.poses() == null) {
      throw new IOException("A line has no video or no poses: it is no record of postura");
    }
    return Optional.of(
        new FramePoses(
            line.video(),
            line.frame(),
            line.pts(),
            line.timeUs(),
            line.width(),
            line.height(),
            line.poses()));
  }

  /** A record, or the API's last line, which has nothing but a verdict. */
  private record Line(
      String video,
      long frame,
      long pts,
      long timeUs,
      int width,
      int height,
      List<Pose> poses,
      Map<String, String> metadata,
      JsonNode verdict) {}
}
