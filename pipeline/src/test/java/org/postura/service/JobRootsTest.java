package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postura.service.TestService.Answer;

/** What jobs may read and write, and what they are kept from. */
class JobRootsTest {
  @TempDir Path folder;
  private Path root;
  private Path outside;
  private TestService service;

  @BeforeEach
  void start() throws IOException {
    root = Files.createDirectories(folder.resolve("root")).toRealPath();
    outside = Files.createDirectories(folder.resolve("outside"));
    Files.createDirectories(root.resolve("in"));
    Files.write(root.resolve("in/good.mp4"), TestService.demo());
    service =
        TestService.start(
            root.resolve("tmp/service"), Map.of(), "--allowedRoots=" + root, "--maxJobs=9");
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void whatLiesOutsideIsRefused() throws Exception {
    Files.createSymbolicLink(root.resolve("link"), Path.of("/etc"));
    Files.createDirectories(root.resolve("tree"));
    Files.createSymbolicLink(root.resolve("tree/passwd.mp4"), Path.of("/etc/passwd"));
    for (String input :
        List.of(
            "/etc/passwd",
            "/etc/nothing-is-here",
            "file:///etc/passwd",
            "../../etc/passwd",
            root + "/../../etc/passwd",
            root + "/link/passwd",
            root + "/link",
            root + "/tree/passwd.mp4",
            root + "/tmp/service",
            "@/etc/passwd",
            "classpath://org/postura/demo/demo.mp4",
            "https://localhost/a.mp4",
            "gs://bucket/a.mp4")) {
      Answer answer = post(input, root + "/o");
      assertEquals("403 REFUSED", answer.problem(), input);
      assertFalse(answer.body().contains("/etc"), answer::body);
    }
    for (String output :
        List.of("/tmp/out", root + "/link/out", "-", "gs://bucket/out", root + "/tmp/service/o")) {
      assertEquals("403 REFUSED", post(root + "/in", output).problem(), output);
    }
    assertEquals("REFUSED", code(root + "/tree", root + "/out"));
  }

  @Test
  void linksWithinLinksAreNotFollowedOut() throws Exception {
    Files.write(outside.resolve("secret.mp4"), TestService.demo());
    Files.createDirectories(root.resolve("other"));
    Files.createSymbolicLink(root.resolve("in/sub"), root.resolve("other"));
    Files.createSymbolicLink(root.resolve("other/escape"), outside);

    assertEquals("REFUSED", code(root + "/in", root + "/out"));
    assertFalse(Files.exists(root.resolve("out/landmarks")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"landmarks", "_postura", "_postura/ledger"})
  void nothingIsWrittenThroughLinksInTheOutput(String name) throws Exception {
    Path link = root.resolve("out").resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, outside);

    assertEquals("REFUSED", code(root + "/in", root + "/out"));
    try (Stream<Path> files = Files.list(outside)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void anOutputIsNoPattern() throws Exception {
    Files.createSymbolicLink(root.resolve("a[1]"), outside);
    Files.createDirectories(root.resolve("b[1]"));

    assertEquals("403 REFUSED", post(root + "/in", root + "/a[1]/out").problem());
    for (String output : List.of("/b[1]", "/b[1]/out", "/*/out", "/{a,b}.jsonl")) {
      assertEquals("400 BAD_REQUEST", post(root + "/in", root + output).problem(), output);
    }
  }

  @Test
  void theServicesOwnFilesAreNoInput() throws Exception {
    assertEquals("REFUSED", code(root + "/*/service/jobs/*.json", root + "/out"));
    assertEquals("REFUSED", code(root + "/t*/*/*/*", root + "/out"));
  }

  @Test
  void anOutputFileNeedsAnAllowedDirectory() throws Exception {
    service.close();
    Path named = Files.createDirectories(folder.resolve("x.jsonl"));
    service =
        TestService.start(folder.resolve("work"), Map.of(), "--allowedRoots=" + root + "," + named);

    String output = named.toRealPath().toString();
    Files.delete(named); // Now the name is a file's.

    assertEquals("REFUSED", code(root + "/in", output));
    assertFalse(Files.exists(folder.resolve("_postura")));
  }

  private Answer post(String input, String output) throws Exception {
    Map<String, Object> options = Map.of("model", "lite", "fps", 2);
    return service.postJob(
        new ObjectMapper()
            .writeValueAsString(Map.of("input", input, "output", output, "options", options)));
  }

  /** Runs a job and returns why it failed. */
  private String code(String input, String output) throws Exception {
    Answer created = post(input, output);
    assertEquals(202, created.status(), created::body);
    JsonNode job = service.ended(created.json().get("id").asText());
    return job.path("code").asText();
  }
}
