package org.postura.service;

import java.io.IOException;

/** A job's state can't be written or read now: the service's trouble, and not the job's. */
final class StoreException extends RuntimeException {
  StoreException(IOException cause) {
    super(cause);
  }
}
