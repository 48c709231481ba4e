package org.postura.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jobs do when their state can't be written, and what is kept of them. */
class JobRunnerTest {
  @TempDir Path folder;
  private final ServiceMetrics metrics = new ServiceMetrics();
  private JobStore store;
  private Path input;

  @BeforeEach
  void open() throws IOException {
    store = new JobStore(Files.createDirectories(folder.resolve("work")));
    input = Files.write(folder.resolve("clip.mp4"), TestService.demo());
  }

  @AfterEach
  void end() {
    metrics.close();
  }

  @Test
  void aStateThatCannotBeWrittenIsTriedAgain() throws Exception {
    Jobs jobs = new Jobs(store, 3);
    String id = jobs.add(request()).id();
    Path inTheWay = Files.createDirectory(folder.resolve("work/jobs/" + id + ".new"));
    JobRunner runner = runner(jobs);
    Thread thread = new Thread(runner);
    thread.start();
    while (runner.healthy()) {
      Thread.onSpinWait();
    }

    Files.delete(inTheWay);

    while (jobs.find(id).orElseThrow().state() != Job.State.DONE || !runner.healthy()) {
      assertTrue(thread.isAlive());
      Thread.onSpinWait();
    }
    assertEquals(1, jobs.find(id).orElseThrow().attempts());
    assertEquals(1, jobs.find(id).orElseThrow().verdicts().size());
    runner.end();
    thread.join();
  }

  @Test
  void anAttemptThatWasGivenBackDoesNotCount() throws Exception {
    Jobs jobs = new Jobs(store, 3);
    String id = jobs.add(request()).id();

    for (int i = 0; i < 10; i++) {
      assertEquals(1, jobs.take(job -> job.begun("run")).orElseThrow().attempts());
      jobs.giveBack(id);
    }

    assertEquals(0, jobs.find(id).orElseThrow().attempts());
  }

  @Test
  void whatCanBeLongIsOnDiskAlone() throws Exception {
    Jobs jobs = new Jobs(store, 3);
    String id = jobs.add(request()).id();
    VideoVerdict verdict = new VideoVerdict("a.mp4", "a.jsonl", "DONE", null, null, 1, 0);
    jobs.change(id, job -> job.ended(Job.State.DONE, JobProgress.NONE, List.of(verdict)));

    for (Jobs those : List.of(jobs, new Jobs(store, 3))) {
      assertEquals(List.of(), those.list().get(0).request().input());
      assertEquals(List.of(), those.list().get(0).verdicts());
      assertEquals(request(), those.find(id).orElseThrow().request());
      assertEquals(List.of(verdict), those.find(id).orElseThrow().verdicts());
    }
    assertNull(JobView.brief(jobs.list().get(0)).input());
  }

  @Test
  void endedJobsMakeRoom() throws Exception {
    Jobs jobs = new Jobs(store, 100, /* maxBytes= */ 3000);
    String first = jobs.add(request()).id();
    jobs.change(first, job -> job.ended(Job.State.DONE, JobProgress.NONE, List.of()));

    ProblemException full =
        assertThrows(
            ProblemException.class,
            () -> {
              for (int i = 0; i < 20; i++) {
                jobs.add(request());
              }
            });

    assertEquals("BUSY", full.problem().code());
    assertTrue(jobs.find(first).isEmpty());
    assertTrue(jobs.queued() > 1, "queued: " + jobs.queued());
    assertEquals(jobs.queued(), new Jobs(store, 100).queued());
  }

  private JobRequest request() {
    return new JobRequest(
        List.of(input.toString()),
        folder.resolve("out").toString(),
        Map.of("model", "lite", "fps", "2"));
  }

  private JobRunner runner(Jobs jobs) throws IOException {
    return new JobRunner(
        jobs,
        new AllowedRoots(List.of(folder.toString()), folder.resolve("work")),
        ServiceOptions.read(List.of(), Map.of()),
        metrics,
        Duration.ofMillis(10));
  }
}
