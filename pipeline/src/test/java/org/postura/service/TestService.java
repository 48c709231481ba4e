package org.postura.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service on a free port, and a client that holds every answer against the description. */
final class TestService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Service service;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestService(Service service) {
    this.service = service;
  }

  static TestService start(Path work, Map<String, String> environment, String... options)
      throws IOException {
    List<String> args = new ArrayList<>(List.of("--port=0", "--workDir=" + work));
    args.addAll(List.of(options));
    return new TestService(Service.start(ServiceOptions.read(args, environment)));
  }

  /**
   * An answer.
   *
   * @param body as text
   */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }

    /** Status and code of a problem. */
    String problem() {
      return status + " " + json().path("code").asText();
    }

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  Answer post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, BodyPublishers.ofByteArray(body), headers);
  }

  Answer postJob(String json) throws IOException, InterruptedException {
    return send("POST", "/v1/jobs", BodyPublishers.ofString(json));
  }

  Answer send(String method, String path, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Duration.ofMinutes(2))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    String contentType = response.headers().firstValue("Content-Type").orElse("none");
    String text = new String(response.body(), StandardCharsets.UTF_8);
    ApiDescription.check(method, path, response.statusCode(), contentType, text);
    Map<String, List<String>> byName = new HashMap<>();
    response.headers().map().forEach((name, values) -> byName.put(name.toLowerCase(), values));
    return new Answer(response.statusCode(), byName, text);
  }

  /** Sends bytes as they are and reads until the service closes the connection. */
  String raw(String text) throws IOException {
    try (Socket socket = new Socket("localhost", port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Asks until the job has ended. */
  JsonNode ended(String id) throws IOException, InterruptedException {
    while (true) {
      JsonNode job = get("/v1/jobs/" + id).json();
      if (Job.State.valueOf(job.get("state").asText()).ended()) {
        return job;
      }
      Thread.onSpinWait();
    }
  }

  void awaitReady() {
    while (!service.ready()) {
      Thread.onSpinWait();
    }
  }

  int port() {
    return service.port();
  }

  static byte[] demo() throws IOException {
    try (InputStream in = TestService.class.getResourceAsStream("/org/postura/demo/demo.mp4")) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
