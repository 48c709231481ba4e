package org.postura.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON of all that a run keeps: one object a line, snake_case. Fields and constants that a
 * newer postura has written are passed over.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final Map<Class<?>, ObjectReader> READERS = new ConcurrentHashMap<>();

  private Json() {}

  /** The value as one line, without its end. */
  public static String line(Object row) {
    try {
      return MAPPER.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row that can't be written as JSON: " + row, e);
    }
  }

  /** The value as bytes of a file. */
  public static byte[] bytes(Object value) {
    return (line(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Throws {@link IllegalArgumentException} on a line that is no such row. */
  public static <T> T parse(String line, Class<T> type) {
    try {
      return present(READERS.computeIfAbsent(type, MAPPER::readerFor).readValue(line));
    } catch (JsonProcessingException e) {
      throw unlike(e);
    }
  }

  /** The same of a file's bytes. */
  public static <T> T parse(byte[] bytes, Class<T> type) {
    try {
      return present(READERS.computeIfAbsent(type, MAPPER::readerFor).readValue(bytes));
    } catch (JsonProcessingException e) {
      throw unlike(e);
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory can be read", e);
    }
  }

  private static <T> T present(T value) {
    if (value == null) {
      throw new IllegalArgumentException("Not a JSON object: null");
    }
    return value;
  }

  private static IllegalArgumentException unlike(JsonProcessingException e) {
    return new IllegalArgumentException(
        "Not a JSON line of the expected form: " + e.getOriginalMessage(), e);
  }
}
