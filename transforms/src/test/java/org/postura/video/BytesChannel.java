package org.postura.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;

/** Bytes in memory as a channel that may read in small pieces or fail. */
public final class BytesChannel implements SeekableByteChannel {
  private final byte[] bytes;
  private final int pieceBytes;
  private final long failFrom;
  private long position;
  private long readBytes;
  private boolean failed;
  private boolean open = true;

  /**
   * @param pieceBytes the most bytes a read gives
   * @param failFrom reading the byte at this position throws
   */
  public BytesChannel(byte[] bytes, int pieceBytes, long failFrom) {
    this.bytes = bytes;
    this.pieceBytes = pieceBytes;
    this.failFrom = failFrom;
  }

  public static BytesChannel of(byte[] bytes) {
    return new BytesChannel(bytes, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** The same bytes as a stream of unknown length that can't be sought in. */
  public static ReadableByteChannel stream(byte[] bytes) {
    SeekableByteChannel inner = of(bytes);
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer target) throws IOException {
        return inner.read(target);
      }

      @Override
      public boolean isOpen() {
        return inner.isOpen();
      }

      @Override
      public void close() throws IOException {
        inner.close();
      }
    };
  }

  /** How many bytes have been read in all. */
  public long readBytes() {
    return readBytes;
  }

  /** Whether a read has thrown. */
  public boolean failed() {
    return failed;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(Math.min(target.remaining(), pieceBytes), bytes.length - position);
    if (position <= failFrom && failFrom < position + count) {
      failed = true;
      throw new IOException("the disk is on fire");
    }
    target.put(bytes, (int) position, count);
    position += count;
    readBytes += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException("reading only");
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException("reading only");
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
