package org.postura.service;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Files that come with the service. */
final class Pages {
  private Pages() {}

  /** Answers with a resource beside this class, which must be there. */
  static Handler resource(String name, String contentType) {
    byte[] bytes = read(name);
    return (Context ctx) -> ctx.contentType(contentType).result(bytes);
  }

  private static byte[] read(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "The resource %s is missing", name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
