package org.postura.service;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** Who may ask: the bearer token, and no page of somebody else's in the user's browser. */
final class Access {
  /** What anybody may see: that the service is alive, and the page that asks for the token. */
  private static final Set<String> OPEN =
      Set.of("/healthz", "/", "/postura.js", "/postura.css", "/postura.svg");

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "Bearer ";

  private final byte[] token;
  private final boolean loopback;

  Access(ServiceSettings settings) {
    token = settings.token() == null ? null : digest(settings.token());
    loopback = settings.loopback();
  }

  /** Lets the request through, or throws the problem. */
  void check(Context ctx) {
    if (OPEN.contains(ctx.path())) {
      return;
    }
    String host = String.valueOf(ctx.host());
    String origin = ctx.header("Origin");
    if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      throw forbidden("Requests of other sites' pages are not answered.");
    }
    if (token != null) {
      checkToken(ctx);
    } else if (loopback && !LOOPBACK_NAMES.contains(withoutPort(host))) {
      // A page whose name was made to point at this machine would otherwise count as its own.
      throw forbidden("Without a token the service answers to localhost alone.");
    }
  }

  private void checkToken(Context ctx) {
    String header = ctx.header("Authorization");
    boolean right =
        header != null
            && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && MessageDigest.isEqual(token, digest(header.substring(BEARER.length()).strip()));
    if (!right) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.UNAUTHORIZED,
              header == null
                  ? "Send the header Authorization: Bearer TOKEN."
                  : "The token is not the right one."));
    }
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(Problem.of(Problem.Code.FORBIDDEN, detail));
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  /** Hashed, so that neither the comparison nor its length tells anything. */
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
