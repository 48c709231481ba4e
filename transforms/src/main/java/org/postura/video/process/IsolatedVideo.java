package org.postura.video.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.postura.video.FrameBatch;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoInfo;
import org.postura.video.VideoLimits;
import org.postura.video.ffmpeg.ChannelInput;
import org.postura.video.ffmpeg.DecodedFrame;
import org.postura.video.ffmpeg.FramePictures;
import org.postura.video.ffmpeg.Verdicts;

/**
 * A video that a child process decodes. This side reads the channel for it, takes its pictures out
 * of a file that both have mapped, and gives the verdict when the child dies.
 */
final class IsolatedVideo implements Video {
  private static final int TRANSFER_BYTES = 1 << 16;

  private final ReadableByteChannel channel;
  private final VideoLimits limits;
  private final DecoderProcess process;
  private final DecoderProcesses owner;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final byte[] transfer = new byte[TRANSFER_BYTES];
  private final SharedPicture picture;
  private final VideoInfo info;
  private Throwable channelFailure;
  private FramePictures lent;
  private VideoException pending;
  private Verdict failure;
  private Verdict problem;
  private long frames;
  private long lost;
  private long lostAtFailure = -1;
  private boolean ended;
  private boolean over;
  private boolean closed;

  /**
   * @param process is given back to its owner in the end, or now if the video can't be opened
   */
  IsolatedVideo(
      ReadableByteChannel channel,
      VideoLimits limits,
      DecoderProcess process,
      DecoderProcesses owner)
      throws VideoException {
    this.channel = channel;
    this.limits = limits;
    this.picture = new SharedPicture(limits);
    this.process = process;
    this.owner = owner;
    this.in = process.in();
    this.out = process.out();
    boolean opened = false;
    try {
      this.info = open();
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  @Override
  public VideoInfo info() {
    return info;
  }

  /**
   * Going to and fro between the processes costs more than the caches give: 4 % of a 1080p video's
   * time with batches of 8, 6 % with 4, 8 % frame by frame.
   */
  @Override
  public int batchCapacity() {
    return 2 * FrameBatch.DEFAULT_CAPACITY;
  }

  @Override
  public boolean read(FrameBatch target) throws VideoException {
    FramePictures batch = FramePictures.of(target);
    if (closed) {
      throw new IllegalStateException("this video has been closed");
    }
    if (lent != null && lent != batch) {
      // Its pictures may be unmapped or overwritten now.
      lent.takeBack(this);
    }
    batch.clear();
    process.dropOldPictures();
    if (pending != null) {
      throw failed(pending);
    }
    if (ended) {
      return false;
    }
    batch.lendBy(this);
    lent = batch;
    try {
      fill(batch);
    } catch (IOException e) {
      VideoException reason = reason(e);
      if (batch.frames().isEmpty()) {
        throw failed(reason);
      }
      // The frames before it are good.
      pending = reason;
    } finally {
      process.idle();
    }
    return !batch.frames().isEmpty();
  }

  @Override
  public long framesRead() {
    return frames;
  }

  @Override
  public long framesLost() {
    return lost;
  }

  @Override
  public Optional<Verdict> problem() {
    return Optional.ofNullable(failure != null ? failure : problem);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (lent != null) {
      lent.takeBack(this);
    }
    boolean sound = over;
    if (!over) {
      try {
        process.begin(limits.frameTimeout());
        out.writeByte(Wire.CLOSE);
        out.flush();
        sound = answer() == Wire.CLOSED;
      } catch (IOException e) {
        // The frames are there already: that it could not let go of them is no fault of the video.
        sound = false;
      } finally {
        process.idle();
      }
    }
    owner.giveBack(process, sound);
  }

  private VideoInfo open() throws VideoException {
    long size = ChannelInput.rewind(channel);
    process.limitMemory(limits.maxMemory());
    process.begin(limits.frameTimeout());
    try {
      out.writeByte(Wire.OPEN);
      out.writeBoolean(size >= 0);
      out.writeLong(size);
      Wire.write(out, limits);
      out.flush();
      expect(Wire.OPENED, answer());
      return Wire.info(in);
    } catch (IOException e) {
      throw reason(e);
    } finally {
      process.idle();
    }
  }

  private void fill(FramePictures batch) throws IOException {
    process.begin(limits.frameTimeout());
    out.writeByte(Wire.READ);
    out.writeInt(batch.capacity());
    out.flush();
    int message = answer();
    while (message == Wire.FRAME) {
      DecodedFrame slot = batch.next();
      picture.read(in, slot.picture(), process.pictures());
      Wire.fill(slot, batch.nextSerial(), in);
      picture.check(slot);
      batch.add(slot);
      frames++;
      process.begin(limits.frameTimeout());
      message = answer();
    }
    expect(Wire.END, message);
    ended = in.readBoolean();
    if (ended) {
      lost = in.readLong();
      problem = in.readBoolean() ? Wire.verdict(in) : null;
    }
  }

  /** The next answer, after the child has been given all that it wants for it. */
  private int answer() throws IOException {
    while (true) {
      int message = in.readUnsignedByte();
      switch (message) {
        case Wire.WANT -> give(in.readLong(), in.readInt());
        case Wire.REGION -> process.mapPictures(in.readUTF(), in.readLong());
        case Wire.FAILED -> {
          Verdict verdict = Wire.verdict(in);
          lostAtFailure = in.readLong();
          over = true;
          throw new VideoException(verdict.code(), verdict.message(), verdict.detail(), null);
        }
        default -> {
          return message;
        }
      }
    }
  }

  private void give(long position, int bytes) throws IOException {
    int count = channelFailure == null ? readChannel(position, bytes) : Wire.FAILURE;
    out.writeInt(count);
    if (count == Wire.FAILURE) {
      out.writeUTF("the parent could not read");
    } else if (count > 0) {
      out.write(transfer, 0, count);
    }
    out.flush();
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
      channelFailure = e;
      return Wire.FAILURE;
    } finally {
      process.read();
    }
  }

  /** Why the child gave no more. */
  private VideoException reason(IOException e) {
    if (e instanceof VideoException verdict) {
      if (verdict.verdict().code() == VerdictCode.IO_ERROR && channelFailure != null) {
        if (channelFailure instanceof Error error) {
          throw error;
        }
        return Verdicts.readingFailed(channelFailure);
      }
      return verdict;
    }
    return process.died(e);
  }

  private VideoException failed(VideoException e) {
    ended = true;
    failure = e.verdict();
    // One that died can't say.
    lost = lostAtFailure >= 0 ? lostAtFailure : Math.max(0, info.announcedFrames() - frames);
    return e;
  }

  private static void expect(int expected, int message) throws IOException {
    if (message != expected) {
      throw new EOFException("message " + message + " where " + expected + " was expected");
    }
  }
}
