package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postura.video.VerdictCode;

class OpenApiTest {
  @Test
  void isValid() throws IOException {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(text(), null, options);

    assertEquals(List.of(), result.getMessages());
    assertEquals(8, result.getOpenAPI().getPaths().size());
  }

  @Test
  void knowsEveryCode() throws IOException {
    TreeSet<String> codes = new TreeSet<>();
    Stream.of(VerdictCode.values()).map(Enum::name).forEach(codes::add);
    TreeSet<String> described = codes("/components/schemas/Verdict/properties/code/enum");
    assertEquals(codes, described);

    Stream.of(Problem.Code.values()).map(Enum::name).forEach(codes::add);
    assertEquals(codes, codes("/components/schemas/Problem/properties/code/enum"));
    assertTrue(codes.containsAll(codes("/components/schemas/Job/properties/code/enum")));
  }

  private static TreeSet<String> codes(String pointer) throws IOException {
    TreeSet<String> codes = new TreeSet<>();
    for (JsonNode code : new ObjectMapper().readTree(text()).at(pointer)) {
      codes.add(code.asText());
    }
    return codes;
  }

  private static String text() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
