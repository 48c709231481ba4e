package org.postura.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.postura.video.VerdictCode;

/** Turns whatever ends a request into an answer that says no more than it should. */
final class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  /** What is read on after a refusal, so that a client that is still sending can hear of it. */
  private static final long DRAIN_BYTES = 16 << 20;

  private static final long DRAIN_NANOS = 2_000_000_000L;

  /** A client that sends nothing for so long while it is read on is cut off. */
  private static final long DRAIN_IDLE_MILLIS = 500;

  /** Strangers are refused here, too: reading on must not take the threads of everybody else. */
  private static final int DRAINS_AT_ONCE = 4;

  private final ServiceMetrics metrics;
  private final Semaphore drains = new Semaphore(DRAINS_AT_ONCE);

  Problems(ServiceMetrics metrics) {
    this.metrics = metrics;
  }

  void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, this::answer);
    routes.exception(HttpResponseException.class, this::answer);
    routes.exception(IOException.class, this::fault);
    routes.exception(RuntimeException.class, this::fault);
  }

  private void answer(ProblemException e, Context ctx) {
    if (e.retryAfterSeconds() > 0) {
      ctx.header("Retry-After", Integer.toString(e.retryAfterSeconds()));
    }
    answer(e.problem(), ctx);
  }

  /** Javalin's own: no such path, or not with this method. */
  private void answer(HttpResponseException e, Context ctx) {
    answer(
        switch (e.getStatus()) {
          case 404 ->
              Problem.of(Problem.Code.UNKNOWN, "Nothing is at this path; see /openapi.json.");
          case 405 ->
              Problem.of(
                  Problem.Code.METHOD_NOT_ALLOWED,
                  "This path does not take this method; see /openapi.json.");
          default -> Problem.ofStatus(e.getStatus());
        },
        ctx);
  }

  private void fault(Exception e, Context ctx) {
    LOG.log(System.Logger.Level.ERROR, "A request failed", e);
    if (ctx.res().isCommitted()) {
      return;
    }
    answer(
        Problem.of(VerdictCode.INTERNAL, "This is a fault of the service; its log says more."),
        ctx);
  }

  private void answer(Problem problem, Context ctx) {
    metrics.failure(problem.code());
    if (problem.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"postura\"");
    }
    byte[] body = ServiceJson.bytes(problem);
    ctx.status(problem.status());
    ctx.res().setContentType(Problem.CONTENT_TYPE);
    ctx.res().setContentLength(body.length);
    try {
      if (ctx.req().getContentLengthLong() != 0) {
        ctx.res().setHeader("Connection", "close");
      }
      ctx.res().getOutputStream().write(body);
      ctx.res().flushBuffer();
      drain(ctx);
    } catch (IOException | IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "The client has not heard of a problem", e);
    }
  }

  /**
   * Reads on for a moment. Only a connection that closes anyway is treated so; if too many are, it
   * closes at once.
   */
  private void drain(Context ctx) throws IOException {
    if (ctx.req().getContentLengthLong() == 0 || !drains.tryAcquire()) {
      return;
    }
    try {
      AnswerStream.endPoint(ctx).setIdleTimeout(DRAIN_IDLE_MILLIS);
      drain(ctx.req().getInputStream());
    } finally {
      drains.release();
    }
  }

  private static void drain(InputStream in) throws IOException {
    long until = System.nanoTime() + DRAIN_NANOS;
    byte[] buffer = new byte[1 << 16];
    long left = DRAIN_BYTES;
    while (left > 0 && System.nanoTime() < until) {
      int count = in.read(buffer);
      if (count < 0) {
        return;
      }
      left -= count;
    }
  }

  /** What Jetty refuses before it is a request: a head too long, an URL that is none. */
  static final class JettyErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      byte[] body = ServiceJson.bytes(Problem.ofStatus(response.getStatus()));
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
      response.write(/* last= */ true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
