package org.postura.service;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.postura.landmarks.Format;

/**
 * The body of an answer whose length is not known when it begins. It ends by {@link #end}, or by
 * {@link #breakOff}, which a client sees as a broken transfer and never as the end.
 */
final class AnswerStream extends OutputStream {
  private final Context ctx;
  private final ServletOutputStream out;
  private final AtomicReference<Map<String, String>> trailers = new AtomicReference<>(Map.of());
  private volatile boolean sealed;

  AnswerStream(Context ctx, Format format) throws IOException {
    this.ctx = ctx;
    ctx.status(200);
    ctx.res().setCharacterEncoding(null); // JSON Lines are always UTF-8, Avro is no text.
    switch (format) {
      case JSON -> ctx.res().setContentType("application/jsonl");
      case AVRO -> {
        ctx.res().setContentType("application/avro");
        ctx.res().setHeader("Trailer", LandmarksHandler.VERDICT_TRAILER);
        ctx.res().setTrailerFields(trailers::get);
      }
    }
    out = ctx.res().getOutputStream();
  }

  @Override
  public void write(int b) throws IOException {
    if (!sealed) {
      out.write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!sealed) {
      out.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (!sealed) {
      out.flush();
    }
  }

  /** Header fields hold ASCII alone; JSON can say everything in it. */
  void trailer(String name, byte[] json) {
    StringBuilder ascii = new StringBuilder();
    for (char c : new String(json, StandardCharsets.UTF_8).toCharArray()) {
      ascii.append(c < 127 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    trailers.set(Map.of(name, ascii.toString()));
  }

  /** All has been written. */
  void end() throws IOException {
    sealed = true;
    out.close();
  }

  /** From here on nothing is sent. Closing does not close the answer: only {@link #end} does. */
  void seal() {
    sealed = true;
  }

  /** Closes the connection, so that what was sent so far can't be taken for the whole. */
  void breakOff() {
    seal();
    endPoint(ctx).close();
  }

  /** A request's connection. */
  static EndPoint endPoint(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }
}
