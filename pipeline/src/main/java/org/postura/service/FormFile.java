package org.postura.service;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;
import org.postura.service.Spool.FileSink;

/** Takes the one file out of a multipart/form-data body as it passes. */
final class FormFile {
  private static final int MAX_HEADERS_BYTES = 4096;
  private static final int MAX_PARTS = 20;

  private final MultiPart.Parser parser;
  private final Parts parts;

  private FormFile(String boundary, FileSink sink) {
    parts = new Parts(sink);
    parser = new MultiPart.Parser(boundary, MultiPartCompliance.RFC7578, parts);
    parser.setPartHeadersMaxLength(MAX_HEADERS_BYTES);
    parser.setMaxParts(MAX_PARTS);
  }

  /** A reader of such a body, or null if the body is the file itself. */
  static FormFile of(String contentType, FileSink sink) {
    if (contentType == null
        || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return null;
    }
    String boundary = MultiPart.extractBoundary(contentType);
    if (boundary == null || boundary.isEmpty()) {
      throw bad("The form's Content-Type names no boundary.");
    }
    return new FormFile(boundary, sink);
  }

  void write(ByteBuffer bytes) {
    parser.parse(Content.Chunk.from(bytes, /* last= */ false));
    parts.check();
  }

  void end() {
    parser.parse(Content.Chunk.EOF);
    parts.check();
    if (parts.files != 1 || !parts.complete) {
      throw bad("The form must hold one file and its end.");
    }
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(Problem.of(Problem.Code.BAD_REQUEST, detail));
  }

  /** What the parser meets; failures are kept until it returns. */
  private static final class Parts implements MultiPart.Parser.Listener {
    private final FileSink sink;
    private boolean isFile;
    private boolean complete;
    private int files;
    private Throwable failure;

    private Parts(FileSink sink) {
      this.sink = sink;
    }

    private void check() {
      if (failure instanceof ProblemException problem) {
        throw problem;
      }
      if (failure != null) {
        throw new ProblemException(
            Problem.of(Problem.Code.BAD_REQUEST, "The form can't be read."), failure);
      }
    }

    @Override
    public void onPartBegin() {
      isFile = false;
    }

    @Override
    public void onPartHeader(String name, String value) {
      if (name.equalsIgnoreCase("Content-Disposition") && value.contains("filename")) {
        isFile = true;
        files++;
      }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (isFile && files == 1 && failure == null) {
        try {
          sink.write(chunk.getByteBuffer());
        } catch (ProblemException e) {
          failure = e;
        }
      }
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable e) {
      failure = failure == null ? e : failure;
    }
  }
}
