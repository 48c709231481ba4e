package org.postura.video.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;

/** In the parent: the video's channel, read for a child that asks for its bytes. */
final class LentBytes {
  private static final int TRANSFER_BYTES = 1 << 16;

  private final ReadableByteChannel channel;
  private final DecoderProcess process;
  private final byte[] transfer = new byte[TRANSFER_BYTES];
  private Throwable failure;

  LentBytes(ReadableByteChannel channel, DecoderProcess process) {
    this.channel = channel;
    this.process = process;
  }

  /** What the channel has thrown, or null: after that nothing is read any more. */
  Throwable failure() {
    return failure;
  }

  /**
   * Answers a child.
   *
   * @throws Lie if there can be no such bytes
   */
  void give(long position, int bytes) throws IOException {
    Lie.unless(position >= 0, "position", position);
    Lie.unless(bytes > 0, "bytes wanted", bytes);
    int count = failure == null ? readChannel(position, bytes) : Wire.FAILURE;
    process.out().writeInt(count);
    if (count == Wire.FAILURE) {
      process.out().writeUTF("the parent could not read");
    } else if (count > 0) {
      process.out().write(transfer, 0, count);
    }
    process.out().flush();
  }

  private int readChannel(long position, int bytes) {
    process.reading();
    try {
      if (channel instanceof SeekableByteChannel seekable && seekable.position() != position) {
        seekable.position(position);
      }
      ByteBuffer target = ByteBuffer.wrap(transfer, 0, Math.min(bytes, TRANSFER_BYTES));
      int count;
      do {
        count = channel.read(target);
      } while (count == 0 && process.alive());
      return count < 0 ? Wire.NO_MORE : count;
    } catch (Throwable e) { // Kept, and thrown when the child has given up.
      failure = e;
      return Wire.FAILURE;
    } finally {
      process.read();
    }
  }
}
