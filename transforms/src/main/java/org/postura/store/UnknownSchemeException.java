package org.postura.store;

import java.nio.file.FileSystemException;

/** A URI that no file system here opens. */
public final class UnknownSchemeException extends FileSystemException {
  UnknownSchemeException(Location location, Throwable cause) {
    super(
        location.toString(),
        null,
        "no file system here opens '%s' URIs".formatted(location.scheme()));
    initCause(cause);
  }
}
