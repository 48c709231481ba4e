package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postura.landmarks.Format;

/** An answer without an end, and a client that does not read it. */
class AnswerStreamTest {
  private final CompletableFuture<String> ending = new CompletableFuture<>();

  @ParameterizedTest
  @ValueSource(strings = {"--idleTimeout=1", "--uploadTimeout=1"})
  void aClientThatDoesNotReadIsCutOff(String limit) throws Exception {
    ServiceSettings settings = ServiceOptions.read(List.of(limit), Map.of());
    Javalin app =
        Javalin.create(
            config -> {
              // Jetty's own is out of the way.
              config.jetty.addConnector(
                  (server, http) -> {
                    ServerConnector connector = new ServerConnector(server);
                    connector.setHost("localhost");
                    connector.setIdleTimeout(600_000);
                    return connector;
                  });
              config.routes.get("/", ctx -> writeForEver(ctx, settings));
            });
    try (Socket socket = new Socket()) {
      app.start();
      socket.connect(new InetSocketAddress("localhost", app.port()));
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      String how = ending.get(10, TimeUnit.SECONDS);

      assertTrue(how.contains("Exception"), how);
      String read = new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
      assertTrue(read.startsWith("HTTP/1.1 200"), read);
    } finally {
      app.stop();
    }
  }

  private void writeForEver(Context ctx, ServiceSettings settings) throws IOException {
    AnswerStream out = new AnswerStream(ctx, Format.JSON, settings);
    byte[] much = new byte[1 << 20];
    try {
      while (true) {
        out.write(much);
      }
    } catch (IOException e) {
      ending.complete(e.toString());
      out.breakOff();
    }
  }
}
