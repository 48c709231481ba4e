package org.postura.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** {@code /v1/jobs}. */
final class JobsHandler {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_INPUTS = 10_000;

  private final Jobs jobs;
  private final JobRunner runner;
  private final ServiceSettings settings;

  JobsHandler(Jobs jobs, JobRunner runner, ServiceSettings settings) {
    this.jobs = jobs;
    this.runner = runner;
    this.settings = settings;
  }

  void create(Context ctx) throws IOException {
    ClientStream.checkLength(ctx.req().getContentLengthLong(), MAX_BODY_BYTES);
    byte[] body;
    try (InputStream in = new ClientStream(ctx.req().getInputStream(), MAX_BODY_BYTES, settings)) {
      body = in.readAllBytes();
    }
    JobRequest request = parse(body);
    runner.batch(request); // Throws if it asks for what is not allowed.
    Job job = jobs.add(request);
    ctx.header("Location", "/v1/jobs/" + job.id());
    answer(ctx, 202, JobView.of(job));
  }

  void list(Context ctx) {
    answer(
        ctx,
        200,
        new JobList(jobs.list().stream().map(job -> JobView.brief(runner.current(job))).toList()));
  }

  void get(Context ctx) {
    answer(ctx, 200, JobView.of(runner.current(find(ctx))));
  }

  void cancel(Context ctx) {
    Job job = runner.cancel(find(ctx).id());
    answer(ctx, job.state().ended() ? 200 : 202, JobView.of(job));
  }

  /** The answer of {@code GET /v1/jobs}. */
  private record JobList(List<JobView> jobs) {}

  private Job find(Context ctx) {
    return jobs.find(ctx.pathParam("id"))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(Problem.Code.UNKNOWN, "There is no job with this id.")));
  }

  private static JobRequest parse(byte[] body) {
    JobRequest request;
    try {
      request = ServiceJson.parse(body, JobRequest.class);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.BAD_REQUEST,
              "The body must be a JSON object with input, output and options, as in"
                  + " /openapi.json."),
          e);
    }
    if (request == null || request.input().isEmpty() || request.output() == null) {
      throw new ProblemException(
          Problem.of(Problem.Code.BAD_REQUEST, "A job needs an input and an output."));
    }
    if (request.input().size() > MAX_INPUTS) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.BAD_REQUEST,
              String.format(
                  Locale.ROOT, "A job takes at most %d inputs; give a directory.", MAX_INPUTS)));
    }
    return request;
  }

  private static void answer(Context ctx, int status, Object value) {
    ctx.status(status).contentType("application/json").result(ServiceJson.bytes(value));
  }
}
