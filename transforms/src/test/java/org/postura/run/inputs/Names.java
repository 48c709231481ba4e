package org.postura.run.inputs;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Names that are not text. */
final class Names {
  private Names() {}

  /**
   * A name of bytes.
   *
   * @param bytes one a character, U+0000 to U+00FF
   */
  static Path of(String bytes) {
    StringBuilder uri = new StringBuilder("file:///");
    bytes.chars().forEach(b -> uri.append(String.format(Locale.ROOT, "%%%02X", b)));
    return Path.of(URI.create(uri.toString())).getFileName();
  }
}
