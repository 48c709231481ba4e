package org.postura.video.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;

/** In a decoding process: the parent's channel, read through the pipes. */
final class RemoteBytes implements SeekableByteChannel {
  private final DataInputStream in;
  private final DataOutputStream out;
  private final long size;
  private final byte[] buffer = new byte[1 << 16];
  private long position;

  RemoteBytes(DataInputStream in, DataOutputStream out, long size) {
    this.in = in;
    this.out = out;
    this.size = size;
  }

  /** The same bytes where the parent's channel can't be sought in. */
  ReadableByteChannel stream() {
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer target) throws IOException {
        return RemoteBytes.this.read(target);
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    out.writeByte(Wire.WANT);
    out.writeLong(position);
    out.writeInt(Math.min(target.remaining(), buffer.length));
    out.flush();
    int count = in.readInt();
    if (count == Wire.FAILURE) {
      throw new IOException(in.readUTF());
    }
    if (count != Wire.NO_MORE) {
      in.readFully(buffer, 0, count);
      target.put(buffer, 0, count);
      position += count;
    }
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
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException("reading only");
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new UnsupportedOperationException("reading only");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
