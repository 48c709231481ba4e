package org.postura.service;

import java.util.Locale;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;

/**
 * What an answer holds that is not what was asked for (RFC 9457). Nothing in it tells of the
 * server's insides.
 *
 * @param type a name for the kind of problem, made of the code
 * @param title the kind in words
 * @param status HTTP's status
 * @param detail a sentence that a person can act on
 * @param code a verdict's code, or one of this service's own
 */
record Problem(String type, String title, int status, String detail, String code) {
  static final String CONTENT_TYPE = "application/problem+json";

  /** Codes beside those of verdicts. */
  enum Code {
    BAD_REQUEST(400, "The request is not understood"),
    UNAUTHORIZED(401, "A token is needed"),
    FORBIDDEN(403, "Not allowed"),
    UNKNOWN(404, "Nothing is here"),
    METHOD_NOT_ALLOWED(405, "Not done here in this way"),
    NOT_ACCEPTABLE(406, "Not to be had in this form"),
    BUSY(429, "Too much at once"),
    ENDING(503, "The service is ending");

    private final int status;
    private final String title;

    Code(int status, String title) {
      this.status = status;
      this.title = title;
    }
  }

  static Problem of(Code code, String detail) {
    return of(code.status, code.title, detail, code.name());
  }

  /** Jetty's own refusals, of which only the status is known. */
  static Problem ofStatus(int status) {
    return of(
        status,
        status < 500 ? "The request is not understood" : "The service failed",
        status < 500
            ? "Look up the request in /openapi.json."
            : "This is a fault of the service; its log says more.",
        status < 500 ? Code.BAD_REQUEST.name() : VerdictCode.INTERNAL.name());
  }

  /** A video that can't be processed. What the libraries said stays in the server's log. */
  static Problem of(Verdict verdict) {
    return of(verdict.code(), verdict.message());
  }

  static Problem of(VerdictCode code, String detail) {
    return of(status(code), title(code), detail, code.name());
  }

  /** The same with another status, for what is no fault of the video's bytes. */
  Problem withStatus(int other) {
    return new Problem(type, title, other, detail, code);
  }

  private static Problem of(int status, String title, String detail, String code) {
    String kind = code.toLowerCase(Locale.ROOT).replace('_', '-');
    return new Problem("urn:postura:problem:" + kind, title, status, detail, code);
  }

  private static int status(VerdictCode code) {
    return switch (code) {
      case NOT_FOUND -> 404;
      case ACCESS_DENIED -> 403;
      case LIMIT_EXCEEDED -> 413;
      case EMPTY,
          NOT_A_VIDEO,
          NO_VIDEO_STREAM,
          UNSUPPORTED_CODEC,
          ENCRYPTED,
          CORRUPT,
          TRUNCATED,
          REFUSED ->
          422;
      case INTERNAL -> 500;
      case IO_ERROR, TIMED_OUT -> 503;
    };
  }

  private static String title(VerdictCode code) {
    return switch (code) {
      case NOT_FOUND -> "There is no such video";
      case ACCESS_DENIED -> "The video may not be read";
      case LIMIT_EXCEEDED -> "More than is allowed";
      case EMPTY -> "Nothing is in it";
      case NOT_A_VIDEO -> "Not a video or photo";
      case NO_VIDEO_STREAM -> "No moving picture is in it";
      case UNSUPPORTED_CODEC -> "The codec is not known here";
      case ENCRYPTED -> "The video is encrypted";
      case CORRUPT -> "The video is damaged";
      case TRUNCATED -> "The video ends too early";
      case REFUSED -> "Refused";
      case INTERNAL -> "A fault of postura";
      case IO_ERROR -> "Reading or writing failed";
      case TIMED_OUT -> "It took too long";
    };
  }
}
