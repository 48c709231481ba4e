package org.postura.store;

import java.nio.file.FileSystemException;
import java.util.Locale;

/** A URI that no file system here opens. */
public final class UnknownSchemeException extends FileSystemException {
  UnknownSchemeException(Location location, Throwable cause) {
    super(
        location.toString(),
        null,
        String.format(Locale.ROOT, "no file system here opens '%s' URIs", location.scheme()));
    initCause(cause);
  }
}
