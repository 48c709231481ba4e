package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** openapi.json, against which every answer of the tests is held. */
final class ApiDescription {
  static final String RESOURCE = "org/postura/service/openapi.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = load();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  /** Answers before routing, or to what is not described: a problem in any case. */
  private static final Set<Integer> ANYWHERE = Set.of(400, 404, 405, 414, 431);

  private ApiDescription() {}

  /** Fails unless the description knows of such an answer. */
  static void check(String method, String path, int status, String contentType, String body) {
    String template = template(path);
    String mediaType = contentType.split(";")[0];
    JsonNode responses =
        DOCUMENT.at("/paths/" + escaped(template) + "/" + method.toLowerCase() + "/responses");
    JsonNode response = responses.path(Integer.toString(status));
    if (response.isMissingNode() && ANYWHERE.contains(status)) {
      assertEquals(Problem.CONTENT_TYPE, mediaType, body);
      checkJson("#/components/schemas/Problem", body);
      return;
    }
    String what = "%s %s answered %d %s".formatted(method, path, status, mediaType);
    assertFalse(response.isMissingNode(), what + ", which is not described: " + body);
    assertFalse(response.path("content").path(mediaType).isMissingNode(), what);
    if (mediaType.equals("text/html") || mediaType.equals("text/plain")) {
      return;
    }
    String schema =
        "#/paths/%s/%s/responses/%d/content/%s/schema"
            .formatted(fragment(template), method.toLowerCase(), status, fragment(mediaType));
    if (mediaType.equals("application/jsonl")) {
      body.lines().forEach(line -> checkJson(schema, line));
    } else if (mediaType.endsWith("json")) {
      checkJson(schema, body);
    }
  }

  private static void checkJson(String pointer, String json) {
    JsonSchema schema = SCHEMAS.getSchema(SchemaLocation.of("classpath:" + RESOURCE + pointer));
    try {
      assertEquals(Set.of(), schema.validate(JSON.readTree(json)), json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }

  private static String template(String path) {
    String plain = path.split("\\?")[0];
    for (Map.Entry<String, JsonNode> entry : DOCUMENT.get("paths").properties()) {
      String template = entry.getKey();
      if (plain.matches(template.replaceAll("\\{\\w+}", "[^/]+"))) {
        return template;
      }
    }
    return plain;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static String fragment(String key) {
    return escaped(key).replace("{", "%7B").replace("}", "%7D");
  }

  private static JsonNode load() {
    try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
