package org.postura.landmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private static final String RECORD =
      "{\"video\":\"clips/a.mp4\",\"frame\":0,\"pts\":-3,\"time_us\":-100,\"width\":720,"
          + "\"height\":1280,\"poses\":[]";

  @Test
  void recordsHaveTheFieldsOfTheContract() throws IOException {
    List<String> lines = lines(Map.of());

    assertEquals(Frames.some().size(), lines.size());
    assertEquals(RECORD + "}", lines.get(0));
    JsonNode pose = new ObjectMapper().readTree(lines.get(1)).get("poses").get(0);
    assertEquals(33, pose.get("landmarks").size());
    Landmark nose = Frames.some().get(1).poses().get(0).landmarks().get(0);
    assertEquals(nose.x(), pose.get("landmarks").get(0).get("x").floatValue());
    assertEquals(nose.presence(), pose.get("landmarks").get(0).get("presence").floatValue());
  }

  @Test
  void theFirstRecordSaysHowTheFileWasMade() throws IOException {
    List<String> with =
        lines(
            Map.of(
                "postura.time_base", "1/15360",
                "postura.model.sha256", "361c",
                "postura.video", "clips/a.mp4",
                "postura.video.identity", "387775-0-d4f4",
                "other", "not postura's"));
    List<String> without = lines(Map.of());

    assertEquals(
        RECORD + ",\"metadata\":{\"model_sha256\":\"361c\",\"time_base\":\"1/15360\"}}",
        with.get(0));
    assertEquals(without.subList(1, without.size()), with.subList(1, with.size()));
  }

  @Test
  void linesOfBeforeMetadataCameIntoThemAreRead() throws IOException {
    String text = RECORD + "}\n";

    try (FramePosesReader reader = reader(text)) {
      assertEquals(Map.of(), reader.metadata());
      assertEquals(List.of(Frames.some().get(0)), Frames.read(reader));
    }
  }

  @Test
  void fieldsOfALaterPosturaArePassedOver() throws IOException {
    assertEquals(
        List.of(Frames.some().get(0)),
        Frames.read(Format.JSON, (RECORD + ",\"later\":[1]}\n").getBytes(UTF_8)));
  }

  @Test
  void theApisVerdictEndsTheRecords() throws IOException {
    String verdict = "{\"verdict\":{\"outcome\":\"DONE\",\"frames\":1}}\n";

    assertEquals(
        List.of(Frames.some().get(0)),
        Frames.read(Format.JSON, (RECORD + "}\n" + verdict).getBytes(UTF_8)));
    assertEquals(List.of(), Frames.read(Format.JSON, verdict.getBytes(UTF_8)));
  }

  @Test
  void whatIsNoRecordIsAnError() {
    for (String text : List.of("{\"a\":1}\n", "no JSON", RECORD, "[1]", RECORD + "}\n{\"fr")) {
      assertThrows(IOException.class, () -> Frames.read(Format.JSON, text.getBytes(UTF_8)), text);
    }
  }

  private static FramePosesReader reader(String text) throws IOException {
    return Format.JSON.reader(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<String> lines(Map<String, String> metadata) throws IOException {
    return new String(Frames.written(Format.JSON, metadata, Frames.some()), UTF_8).lines().toList();
  }
}
