package org.postura.store;

import java.io.IOException;

/** What goes wrong when a {@link FaultRule} strikes. */
@FunctionalInterface
public interface Fault {
  /**
   * Goes wrong.
   *
   * @param uri the object, or the prefix of a listing
   */
  void strike(String uri) throws IOException;

  /** 403, as Beam's GCS file system tells it: a plain IOException with the server's JSON in it. */
  static Fault accessDenied() {
    return answer(403, "Forbidden", "forbidden", "caller does not have storage.objects.get access");
  }

  /** 412: the object is not of the generation that the request asked for. */
  static Fault preconditionFailed() {
    return answer(
        412, "Precondition Failed", "conditionNotMet", "At least one pre-condition did not hold");
  }

  /** 503, which passes when tried again. */
  static Fault unavailable() {
    return answer(503, "Service Unavailable", "backendError", "Backend error");
  }

  /** The connection breaks. */
  static Fault connectionReset() {
    return uri -> {
      throw new IOException("Connection reset");
    };
  }

  /** The JVM is gone at once, as with {@code kill -9}. */
  static Fault halt() {
    return uri -> Runtime.getRuntime().halt(137);
  }

  private static Fault answer(int code, String status, String reason, String message) {
    return uri -> {
      throw new IOException(
          """
          Error accessing %s: %d %s
          {
            "code" : %d,
            "errors" : [ {
              "domain" : "global",
              "message" : "%s",
              "reason" : "%s"
            } ],
            "message" : "%s"
          }"""
              .formatted(uri, code, status, code, message, reason, message));
    };
  }
}
