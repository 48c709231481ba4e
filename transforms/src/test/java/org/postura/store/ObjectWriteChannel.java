package org.postura.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;

/**
 * Writes an object, which appears whole on {@link #close} and not before.
 *
 * <p>Closing publishes whatever has been written, also when it is closed because something went
 * wrong in the middle: as on GCS, the channel can't know. A writer that must not leave half an
 * object writes it under another name.
 */
final class ObjectWriteChannel implements WritableByteChannel {
  private final ObjectStore store;
  private final String name;
  private final StoredObjects.Upload upload;
  private boolean open = true;

  ObjectWriteChannel(ObjectStore store, String name, StoredObjects.Upload upload) {
    this.store = store;
    this.name = name;
    this.upload = upload;
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    return upload.write(source);
  }

  @Override
  public synchronized boolean isOpen() {
    return open;
  }

  @Override
  public synchronized void close() throws IOException {
    if (open) {
      open = false;
      try (upload) {
        store.publish(name, upload);
      }
    }
  }
}
