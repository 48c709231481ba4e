package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.service.TestService.Answer;

class AccessTest {
  private static final String TOKEN = "a-token-for-the-tests";

  @TempDir Path work;
  private TestService service;

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void withATokenNothingButHealthAndThePageIsOpen() throws Exception {
    service = TestService.start(work, Map.of("POSTURA_API_TOKEN", TOKEN), "--host=127.0.0.1");

    assertEquals("{\"status\":\"alive\"}", service.get("/healthz").body());
    assertEquals(200, service.get("/").status());
    for (String path : List.of("/metrics", "/openapi.json", "/v1/jobs", "/readyz")) {
      Answer answer = service.get(path);
      assertEquals("401 UNAUTHORIZED", answer.problem(), path);
      assertEquals("Bearer realm=\"postura\"", answer.header("www-authenticate"));
      assertEquals(
          "401 UNAUTHORIZED",
          service.get(path, "Authorization", "Bearer a-token-for-the-testt").problem());
      assertEquals(200, service.get(path.replace("readyz", "metrics"), bearer()).status(), path);
    }
    assertEquals("401 UNAUTHORIZED", service.post("/v1/landmarks", TestService.demo()).problem());
    assertEquals("401 UNAUTHORIZED", service.postJob("{}").problem());
    assertEquals(
        "401 UNAUTHORIZED", service.get("/metrics", "Authorization", "Basic " + TOKEN).problem());
  }

  @Test
  void strangersThatSendNothingMoreHoldUpNobody() throws Exception {
    service = TestService.start(work, Map.of("POSTURA_API_TOKEN", TOKEN), "--host=127.0.0.1");
    byte[] head =
        "POST /v1/landmarks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = new Socket("localhost", service.port());
        strangers.add(socket);
        socket.getOutputStream().write(head);
      }

      long begin = System.nanoTime();
      assertEquals(200, service.get("/healthz").status());
      assertTrue(System.nanoTime() - begin < 5_000_000_000L, "they hold up the health check");

      for (Socket socket : strangers) {
        socket.setSoTimeout(5_000);
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
      }
      assertTrue(System.nanoTime() - begin < 10_000_000_000L, "they are kept");
    } finally {
      for (Socket socket : strangers) {
        socket.close();
      }
    }
  }

  @Test
  void withoutATokenOnlyLocalNamesAndOriginsAreAnswered() throws Exception {
    service = TestService.start(work, Map.of());

    assertEquals(200, service.get("/v1/jobs").status());
    assertEquals(
        200, service.get("/v1/jobs", "Origin", "http://localhost:" + service.port()).status());
    assertEquals(
        "403 FORBIDDEN", service.get("/v1/jobs", "Origin", "http://other.example").problem());
    String rebound =
        service.raw("GET /v1/jobs HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n");
    assertTrue(rebound.startsWith("HTTP/1.1 403 "), rebound);
  }

  @Test
  void unknownPathsMethodsAndHeads() throws Exception {
    service = TestService.start(work, Map.of());

    assertEquals("404 UNKNOWN", service.get("/v2/nothing").problem());
    assertEquals("404 UNKNOWN", service.get("/v1/jobs/nothing").problem());
    assertEquals(
        "405 METHOD_NOT_ALLOWED",
        service.send("PUT", "/v1/jobs", BodyPublishers.ofString("{}")).problem());
    assertEquals("431 BAD_REQUEST", service.get("/healthz", "X", "x".repeat(9000)).problem());
    assertEquals("414 BAD_REQUEST", service.get("/" + "x".repeat(9000)).problem());
    assertEquals("400 BAD_REQUEST", service.get("/%2e%2e/%2e%2e/etc/passwd").problem());
  }

  @Test
  void answersSayHowTheyMayBeUsed() throws Exception {
    service = TestService.start(work, Map.of());

    Answer page = service.get("/");

    assertTrue(page.header("content-security-policy").startsWith("default-src 'none'"));
    assertEquals("nosniff", page.header("x-content-type-options"));
    assertEquals("DENY", page.header("x-frame-options"));
    assertEquals("", page.header("server"));
    assertFalse(page.body().contains("https://"), "the page loads nothing from elsewhere");
  }

  @Test
  void readyOnceTheNetworksAreLoaded() throws Exception {
    service = TestService.start(work, Map.of());
    service.awaitReady();

    assertEquals(
        "{\"jobs\":\"ok\",\"model\":\"ok\",\"requests\":\"ok\",\"work_directory\":\"ok\"}",
        service.get("/readyz").json().get("checks").toString());
  }

  @Test
  void twoServicesDoNotShareAWorkDirectory() throws Exception {
    service = TestService.start(work, Map.of());
    try (TestService second = TestService.start(work, Map.of())) {
      throw new AssertionError("a second one has started");
    } catch (IOException e) {
      assertTrue(e.getMessage().startsWith("another service uses the work directory"));
    }
  }

  private static String[] bearer() {
    return new String[] {"Authorization", "Bearer " + TOKEN};
  }
}
