package org.postura.landmarks;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads JSON Lines. */
final class JsonFramePosesReader implements FramePosesReader {
  private static final ObjectReader ROWS =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .readerFor(FramePoses.class);

  private final MappingIterator<FramePoses> rows;

  JsonFramePosesReader(InputStream in) throws IOException {
    rows = ROWS.readValues(in);
  }

  @Override
  public Optional<FramePoses> read() throws IOException {
    return rows.hasNextValue() ? Optional.of(rows.nextValue()) : Optional.empty();
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
