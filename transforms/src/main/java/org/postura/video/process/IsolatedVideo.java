package org.postura.video.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
 * of files that both have open, and gives the verdict when the child dies or lies.
 */
final class IsolatedVideo implements Video {
  private final VideoLimits limits;
  private final DecoderProcess process;
  private final Consumer<Boolean> giveBack;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final LentBytes bytes;
  private final List<SharedPicture> slots = new ArrayList<>();
  private final VideoInfo info;
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
   * @param process decodes nothing else meanwhile
   * @param giveBack is told in the end, or now if the video can't be opened, that the process is
   *     free and whether it is fit for another video
   */
  IsolatedVideo(
      ReadableByteChannel channel,
      VideoLimits limits,
      DecoderProcess process,
      Consumer<Boolean> giveBack)
      throws VideoException {
    this.limits = limits;
    this.process = process;
    this.giveBack = giveBack;
    this.in = process.in();
    this.out = process.out();
    this.bytes = new LentBytes(channel, process);
    boolean opened = false;
    try {
      this.info = open(ChannelInput.rewind(channel));
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
    checkPictures();
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
    giveBack.accept(sound && process.pictures().failure() == null);
  }

  private VideoInfo open(long size) throws VideoException {
    process.limitMemory(limits.maxMemory());
    process.begin(limits.frameTimeout());
    try {
      out.writeByte(Wire.OPEN);
      out.writeBoolean(size >= 0);
      out.writeLong(size);
      out.writeByte(process.firstFile());
      Wire.write(out, limits);
      out.flush();
      expect(Wire.OPENED, answer());
      return Wire.info(in, limits);
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
      int number = batch.frames().size();
      Lie.unless(number < batch.capacity(), "frames, more than asked for", number);
      Lie.unless(frames < limits.maxFrames(), "frames, more than allowed", frames);
      DecodedFrame slot = batch.next();
      SharedPicture picture = slot(number);
      picture.read(in, slot.picture());
      Wire.fill(slot, batch.nextSerial(), picture, in);
      Wire.size(slot.width(), slot.height(), limits);
      Lie.unless(slot.index() == frames, "index of a frame", slot.index());
      batch.add(slot);
      frames++;
      process.begin(limits.frameTimeout());
      message = answer();
    }
    expect(Wire.END, message);
    ended = in.readBoolean();
    Lie.unless(ended || !batch.frames().isEmpty(), "frames, though more are to come", 0);
    if (ended) {
      lost = lost();
      problem = in.readBoolean() ? Wire.verdict(in) : null;
    }
  }

  private SharedPicture slot(int number) {
    if (number == slots.size()) {
      slots.add(new SharedPicture(process.pictures(), limits));
    }
    return slots.get(number);
  }

  private long lost() throws IOException {
    long told = in.readLong();
    Lie.unless(told >= 0, "frames lost", told);
    return Math.min(told, limits.maxFrames());
  }

  /** Those who look at pictures are not told that a file was too short; the next read is. */
  private void checkPictures() {
    if (pending == null && process.pictures().failure() != null) {
      pending = process.lied(process.pictures().failure());
    }
  }

  /** The next answer, after the child has been given all that it wants for it. */
  private int answer() throws IOException {
    while (true) {
      int message = in.readUnsignedByte();
      switch (message) {
        case Wire.WANT -> bytes.give(in.readLong(), in.readInt());
        case Wire.FAILED -> {
          Verdict verdict = Wire.verdict(in);
          lostAtFailure = lost();
          over = true;
          throw new VideoException(verdict.code(), verdict.message(), verdict.detail(), null);
        }
        default -> {
          return message;
        }
      }
    }
  }

  /** Why the child gave no more. */
  private VideoException reason(IOException e) {
    if (e instanceof VideoException verdict) {
      Throwable failed = bytes.failure();
      if (verdict.verdict().code() == VerdictCode.IO_ERROR && failed != null) {
        if (failed instanceof Error error) {
          throw error;
        }
        return Verdicts.readingFailed(failed);
      }
      return verdict;
    }
    return e instanceof Lie ? process.lied(e) : process.died(e);
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
      throw new Lie("message " + message + " where " + expected + " was expected");
    }
  }
}
