package org.postura.store;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** An operation that hangs until the test releases it or its thread is interrupted. */
public final class Stall implements Fault {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Waits until an operation hangs here. */
  public void awaitReached() throws InterruptedException {
    reached.await();
  }

  /** Lets all go on that hang here, and all that come. */
  public void release() {
    released.countDown();
  }

  @Override
  public void strike(String uri) throws InterruptedIOException {
    reached.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("Interrupted while waiting for " + uri).initCause(e);
    }
  }
}
