package org.postura.store;

import java.nio.file.FileSystemException;

/** A directory, a device or a pipe where a file is wanted. */
public final class NotAFileException extends FileSystemException {
  NotAFileException(String file) {
    super(file, null, "not a regular file");
  }
}
