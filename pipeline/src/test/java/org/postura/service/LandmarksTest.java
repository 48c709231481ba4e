package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postura.pipeline.EmbeddedBatch;
import org.postura.service.TestService.Answer;

/** {@code POST /v1/landmarks} over a real connection. */
class LandmarksTest {
  private static final String QUICK = "/v1/landmarks?model=lite&fps=6";
  private static final String HEAD =
      "POST /v1/landmarks?model=lite HTTP/1.1\r\nHost: localhost\r\n";

  @TempDir static Path folder;
  private static TestService service;
  private static byte[] demo;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.start(
            folder.resolve("work"), Map.of(), "--maxBytes=4000000", "--idleTimeout=1");
    demo = TestService.demo();
  }

  @AfterAll
  static void end() {
    service.close();
  }

  @Test
  void recordsAreThoseOfBatchMode() throws Exception {
    Path clip = Files.write(folder.resolve("clip.mp4"), demo);
    Path out = folder.resolve("clip.jsonl");
    EmbeddedBatch.of(Map.of("model", "lite", "fps", "6"), List.of(clip.toString()), out.toString())
        .run(EmbeddedBatch.newRun(), video -> {}, plan -> {}, () -> false);

    Answer answer = service.post(QUICK + "&video=" + clip, demo);

    String batch = Files.readString(out);
    assertEquals(200, answer.status());
    assertTrue(answer.body().startsWith(batch));
    JsonNode verdict = new ObjectMapper().readTree(answer.body().substring(batch.length()));
    assertEquals(
        "{\"verdict\":{\"outcome\":\"DONE\",\"frames\":10,\"frames_lost\":0,\"poses_found\":10}}",
        verdict.toString());
  }

  @Test
  void aFormGivesTheSame() throws Exception {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.write(
        ("--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    form.write(demo);
    form.write("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));

    Answer answer =
        service.post(QUICK, form.toByteArray(), "Content-Type", "multipart/form-data; boundary=b");

    assertEquals(service.post(QUICK, demo).body(), answer.body());
  }

  @Test
  void aFormWithoutItsEndIsRefused() throws Exception {
    byte[] form =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc"
            .getBytes(StandardCharsets.US_ASCII);

    Answer answer = service.post(QUICK, form, "Content-Type", "multipart/form-data; boundary=b");

    assertEquals("400 BAD_REQUEST", answer.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/avro", "application/vnd.apache.parquet"})
  void binaryFormatsHaveTheirVerdictInTheTrailer(String format) throws Exception {
    byte[] request =
        (HEAD.replace("lite", "lite&fps=6")
                + "Accept: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                    .formatted(format, demo.length))
            .getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket("localhost", service.port())) {
      socket.getOutputStream().write(request);
      socket.getOutputStream().write(demo);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertTrue(answer.contains("Content-Type: " + format + "\r\n"), answer);
      assertTrue(answer.contains("Trailer: Postura-Verdict\r\n"), answer);
      assertTrue(
          answer.endsWith(
              "\r\nPostura-Verdict: {\"verdict\":{\"outcome\":\"DONE\",\"frames\":10,"
                  + "\"frames_lost\":0,\"poses_found\":10}}\r\n\r\n"),
          () -> answer.substring(answer.length() - 200));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model=huge | 400 BAD_REQUEST | model must be one of lite, full, heavy, was 'huge'.",
        "numPoses=11 | 400 BAD_REQUEST | numPoses must be 1 to 10, was '11'.",
        "output=x | 400 BAD_REQUEST | There is no parameter 'output'; /openapi.json lists them.",
        "%F0%9F%98%80%F0%9F%98%80=1 | 400 BAD_REQUEST | There is no parameter '??'; /openapi.json lists them.",
        "fps=1&fps=2 | 400 BAD_REQUEST | The parameter 'fps' stands there more than once.",
        "video= | 400 BAD_REQUEST | video must be a name of 1 to 2048 characters.",
      })
  void wrongParameters(String query, String problem, String detail) throws Exception {
    Answer answer = service.post("/v1/landmarks?" + query, new byte[] {1});

    assertEquals(problem, answer.problem());
    assertEquals(detail, answer.json().get("detail").asText());
  }

  @Test
  void whatCannotBeDecodedHasItsVerdictsCode() throws Exception {
    assertEquals("422 EMPTY", service.post(QUICK, new byte[0]).problem());
    assertEquals("422 NOT_A_VIDEO", service.post(QUICK, bytes("no video, just text")).problem());
    assertEquals(
        "422 REFUSED",
        service.post(QUICK, bytes("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")).problem());
    assertEquals(
        "422 REFUSED", service.post(QUICK, bytes("ffconcat version 1.0\nfile a.mp4\n")).problem());
    assertEquals("422 TRUNCATED", service.post(QUICK, Arrays.copyOf(demo, 2000)).problem());
    assertEquals("406 NOT_ACCEPTABLE", service.post(QUICK, demo, "Accept", "text/html").problem());
  }

  @Test
  void aDamagedVideoIsPartial() throws Exception {
    byte[] damaged = demo.clone();
    Arrays.fill(damaged, demo.length / 3, demo.length / 2, (byte) 0);

    Answer answer = service.post(QUICK, damaged);

    List<String> lines = answer.body().lines().toList();
    JsonNode verdict = new ObjectMapper().readTree(lines.get(lines.size() - 1)).get("verdict");
    assertEquals("PARTIAL", verdict.get("outcome").asText());
    assertEquals("CORRUPT", verdict.get("code").asText());
    assertEquals(lines.size() - 1, verdict.get("frames").asInt());
  }

  @Test
  void bodiesBeyondTheLimit() throws Exception {
    String announced =
        service.raw(HEAD + "Connection: close\r\nContent-Length: 3221225472\r\n\r\n");
    assertTrue(announced.startsWith("HTTP/1.1 413 "), announced);
    assertTrue(announced.contains("LIMIT_EXCEEDED"), announced);

    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    // Without a length, and never ending: refused after the limit.
    assertEquals(
        "413 LIMIT_EXCEEDED",
        service.send("POST", QUICK, BodyPublishers.ofInputStream(() -> endless)).problem());
    assertNothingLeft();
  }

  @Test
  void slowClientsAreGivenUp() throws Exception {
    assertEquals("", service.raw("POST /v1/landmarks HT"), "a head that does not come");
    String half = service.raw(HEAD + "Content-Length: 1000\r\n\r\nabc");
    assertTrue(half.startsWith("HTTP/1.1 408 "), half);
    assertTrue(half.contains("TIMED_OUT"), half);
    assertNothingLeft();
  }

  @Test
  void aClientThatGoesAwayStopsItsWork() throws Exception {
    String gone = "postura_clients_gone_total ";
    double before = metric(gone);
    try (Socket socket = new Socket("localhost", service.port())) {
      socket
          .getOutputStream()
          .write(bytes(HEAD + "Content-Length: %d\r\n\r\n".formatted(demo.length)));
      socket.getOutputStream().write(demo);
      assertTrue(socket.getInputStream().read() >= 0, "the answer has begun");
    }
    long begin = System.nanoTime();
    while (metric(gone) == before || metric("postura_requests_in_work ") > 0) {
      assertTrue(System.nanoTime() - begin < 2_000_000_000L, "still in work after 2 s");
    }
    assertNothingLeft();
  }

  private static double metric(String name) throws Exception {
    return service
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  private static void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("work/spool"))) {
      assertFalse(files.findAny().isPresent(), "an upload was left");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
