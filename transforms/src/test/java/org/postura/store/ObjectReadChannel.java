package org.postura.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads an object as it was when it was opened. A read that does not go on where the last one ended
 * is a request of its own, and no read gives more than {@value #MOST_BYTES} bytes.
 */
final class ObjectReadChannel implements SeekableByteChannel {
  private static final int MOST_BYTES = 1 << 16;

  private final Requests requests;
  private final String name;
  private final SeekableByteChannel bytes;
  private long position;
  private long streaming = -1;

  ObjectReadChannel(Requests requests, String name, SeekableByteChannel bytes) {
    this.requests = requests;
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    if (!bytes.isOpen()) {
      throw new ClosedChannelException();
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position >= bytes.size()) {
      return -1;
    }
    if (position != streaming) {
      requests.counted(Operation.READ, 1);
    }
    int wanted = requests.readable(name, position, Math.min(target.remaining(), MOST_BYTES));
    ByteBuffer part = target.slice(target.position(), wanted);
    int count = bytes.position(position).read(part);
    target.position(target.position() + count);
    position += count;
    streaming = position;
    requests.delivered(count);
    return count;
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized SeekableByteChannel position(long newPosition) throws IOException {
    if (!bytes.isOpen()) {
      throw new ClosedChannelException();
    }
    if (newPosition < 0) {
      throw new IllegalArgumentException("position must not be negative, was " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    return bytes.size();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException("opened for reading");
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException("opened for reading");
  }

  @Override
  public boolean isOpen() {
    return bytes.isOpen();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
