package org.postura.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;

/**
 * A remote object read in few, large ranges: a decoder asks for some tens of kB at a time, and
 * every jump is a request.
 *
 * <p>Two blocks are kept: the one that was read last, and the one before it, since containers are
 * read at two places at once, index and pictures. Blocks are small after a jump and grow with
 * reading on. A read that fails is tried again with growing waits, on a channel opened anew.
 */
final class ReadAheadChannel implements SeekableByteChannel {
  private static final int FIRST_BYTES = 1 << 17;
  private static final int MAX_BYTES = 1 << 22;

  private static final FluentBackoff RETRIES =
      FluentBackoff.DEFAULT
          .withMaxRetries(3)
          .withInitialBackoff(Duration.millis(500))
          .withMaxBackoff(Duration.standardSeconds(10));

  /** Opens the object once more. */
  interface Reopen {
    SeekableByteChannel open() throws IOException;
  }

  /** Bytes of the object from {@code begin} on. */
  private static final class Block {
    private byte[] bytes = new byte[0];
    private long begin;
    private int length;

    private boolean holds(long position) {
      return position >= begin && position < begin + length;
    }
  }

  private final Location location;
  private final Reopen reopen;
  private final long size;
  private SeekableByteChannel channel;
  private Block last = new Block();
  private Block before = new Block();
  private long position;
  private int next = FIRST_BYTES;
  private boolean open = true;

  ReadAheadChannel(Location location, SeekableByteChannel channel, Reopen reopen)
      throws IOException {
    this.location = location;
    this.channel = channel;
    this.reopen = reopen;
    this.size = channel.size();
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    if (!to.hasRemaining()) {
      return 0;
    }
    Block block = block();
    int offset = (int) (position - block.begin);
    int length = Math.min(to.remaining(), block.length - offset);
    to.put(block.bytes, offset, length);
    position += length;
    return length;
  }

  private Block block() throws IOException {
    if (last.holds(position)) {
      return last;
    }
    Block other = before;
    before = last;
    last = other;
    if (!last.holds(position)) {
      boolean readsOn = position == before.begin + before.length;
      next = readsOn ? Math.min(MAX_BYTES, next * 2) : FIRST_BYTES;
      fill(last, (int) Math.min(next, size - position));
    }
    return last;
  }

  private void fill(Block block, int length) throws IOException {
    BackOff backOff = RETRIES.backoff();
    while (true) {
      try {
        fillOnce(block, length);
        return;
      } catch (ClosedByInterruptException | FileSystemException e) {
        throw e; // Nothing that passes.
      } catch (IOException e) {
        block.length = 0;
        channel.close();
        if (!waited(backOff, e)) {
          throw e;
        }
        channel = reopen.open();
        if (channel.size() != size) {
          throw new IOException(
              String.format(Locale.ROOT, "%s changed while it was read", location), e);
        }
      }
    }
  }

  private static boolean waited(BackOff backOff, IOException e) throws IOException {
    try {
      return BackOffUtils.next(Sleeper.DEFAULT, backOff);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  private void fillOnce(Block block, int length) throws IOException {
    if (block.bytes.length < length) {
      block.bytes = new byte[length];
    }
    block.begin = position;
    block.length = 0;
    ByteBuffer bytes = ByteBuffer.wrap(block.bytes, 0, length);
    channel.position(position);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException(String.format(Locale.ROOT, "%s ended before its size", location));
      }
    }
    block.length = length;
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
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    channel.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }
}
