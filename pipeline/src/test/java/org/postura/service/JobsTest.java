package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.service.TestService.Answer;

/** {@code /v1/jobs}, restarts among it. */
class JobsTest {
  @TempDir Path folder;
  private Path root;
  private TestService service;

  @BeforeEach
  void start() throws IOException {
    root = Files.createDirectories(folder.resolve("root")).toRealPath();
    Files.createDirectories(root.resolve("in"));
    Files.write(root.resolve("in/good.mp4"), TestService.demo());
    service = newService();
  }

  private TestService newService() throws IOException {
    return TestService.start(
        folder.resolve("work"), Map.of(), "--allowedRoots=" + root, "--maxJobs=3");
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void runsABatch() throws Exception {
    Files.writeString(root.resolve("in/text.mp4"), "no video");

    Answer created = service.postJob(job("in", "out"));

    assertEquals(202, created.status(), created::body);
    assertEquals("/v1/jobs/" + created.json().get("id").asText(), created.header("location"));
    JsonNode job = service.ended(created.json().get("id").asText());
    assertEquals("DONE", job.get("state").asText(), job::toString);
    assertEquals(
        "{\"videos\":2,\"up_to_date\":0,\"videos_ended\":2,\"videos_failed\":1,\"frames\":4}",
        job.get("progress").toString());
    assertEquals("in/text.mp4", job.at("/verdicts/0/video").asText());
    assertEquals("NOT_A_VIDEO", job.at("/verdicts/0/code").asText());
    assertEquals("landmarks/good.mp4.jsonl", job.at("/verdicts/1/output").asText());
    assertEquals(4, Files.readAllLines(root.resolve("out/landmarks/good.mp4.jsonl")).size());
    assertFalse(withoutRequest(job).contains(root.toString()), job::toString);
  }

  @Test
  void listsTheNewestFirst() throws Exception {
    String first = service.postJob(job("in", "a")).json().get("id").asText();
    String second = service.postJob(job("in", "b")).json().get("id").asText();

    JsonNode jobs = service.get("/v1/jobs").json().get("jobs");

    assertEquals(second, jobs.at("/0/id").asText());
    assertEquals(first, jobs.at("/1/id").asText());
    service.ended(second);
  }

  @Test
  void anInputThatMatchesNothingFailsTheJob() throws Exception {
    Answer created = service.postJob(job("in/*.avi", "out"));

    JsonNode job = service.ended(created.json().get("id").asText());

    assertEquals("FAILED", job.get("state").asText());
    assertEquals("NOT_FOUND", job.get("code").asText());
    assertFalse(withoutRequest(job).contains(root.toString()), job::toString);
  }

  @Test
  void cancels() throws Exception {
    String running = service.postJob(job("in", "a")).json().get("id").asText();
    String waiting = service.postJob(job("in", "b")).json().get("id").asText();

    Answer answer = service.send("DELETE", "/v1/jobs/" + waiting, none());

    assertEquals(200, answer.status());
    assertEquals("CANCELLED", answer.json().get("state").asText());
    service.send("DELETE", "/v1/jobs/" + running, none());
    JsonNode job = service.ended(running);
    assertTrue(List.of("CANCELLED", "DONE").contains(job.get("state").asText()), job::toString);
    assertFalse(Files.exists(root.resolve("b")));
  }

  @Test
  void theQueueIsBounded() throws Exception {
    int refused = 0;
    for (int i = 0; i < 50; i++) {
      Answer answer = service.postJob(job("in", "out" + i));
      if (answer.status() == 429) {
        refused++;
        assertEquals("429 BUSY", answer.problem());
        assertEquals("60", answer.header("retry-after"));
      }
    }
    assertTrue(refused > 30, "refused: " + refused);
    try (Stream<Path> files = Files.list(folder.resolve("work/jobs"))) {
      assertEquals(50 - refused, files.count());
    }
  }

  @Test
  void wrongRequests() throws Exception {
    String out = root.resolve("out").toString();
    for (String body :
        List.of(
            "",
            "[]",
            "{}",
            "{\"input\":[],\"output\":\"%s\"}".formatted(out),
            "{\"input\":\"%s\",\"output\":\"%s\",\"more\":1}".formatted(root, out),
            "{\"input\":\"%s\",\"output\":\"%s\",\"options\":{\"runner\":\"x\"}}"
                .formatted(root, out),
            "{\"input\":\"%s\",\"output\":\"%s\",\"options\":{\"model\":\"huge\"}}"
                .formatted(root, out),
            "[".repeat(100_000))) {
      assertEquals("400 BAD_REQUEST", service.postJob(body).problem(), body);
    }
    assertEquals("413 LIMIT_EXCEEDED", service.postJob("[".repeat(10_000_000)).problem());
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    String id = service.postJob(job("in", "out")).json().get("id").asText();
    service.ended(id);
    service.close();
    // As a killed service leaves it: a job that runs, and one that waits.
    Path file = folder.resolve("work/jobs/" + id + ".json");
    ObjectNode job = (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(file));
    Files.writeString(file, job.put("state", "RUNNING").toString());
    Path second = folder.resolve("work/jobs/second.json");
    job.put("id", "second").put("state", "QUEUED").remove(List.of("run", "started"));
    Files.writeString(second, job.toString());

    service = newService();

    JsonNode first = service.ended(id);
    assertEquals("DONE", first.get("state").asText());
    assertEquals(1, first.get("verdicts").size(), "its row is found, and not made twice");
    assertEquals("DONE", service.ended("second").get("state").asText());
    try (Stream<Path> ledgers = Files.list(root.resolve("out/_postura/ledger"))) {
      assertEquals(
          1,
          ledgers.filter(path -> path.toString().endsWith(".jsonl")).mapToInt(this::lines).sum());
    }
  }

  private int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String job(String input, String output) {
    return "{\"input\":\"%s/%s\",\"output\":\"%s/%s\",\"options\":{\"model\":\"lite\",\"fps\":2,\"format\":\"json\"}}"
        .formatted(root, input, root, output);
  }

  private static String withoutRequest(JsonNode job) {
    return ((ObjectNode) job).remove(List.of("input", "output")).toString();
  }

  private static java.net.http.HttpRequest.BodyPublisher none() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }
}
