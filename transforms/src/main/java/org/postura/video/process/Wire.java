package org.postura.video.process;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.postura.video.Orientation;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.VideoInfo;
import org.postura.video.VideoLimits;
import org.postura.video.ffmpeg.DecodedFrame;

/**
 * What a process and its decoding child write to each other's pipes: a byte that names the message,
 * then its values.
 *
 * <p>The parent asks (OPEN, READ, CLOSE), the child answers. Before an answer it may send any
 * number of WANTs, each answered by bytes of the file; and before the END of a READ come the
 * FRAMEs, whose pictures lie in the file that the last REGION named.
 */
final class Wire {
  /** To the child: whether the bytes can be sought in, their number, the limits. */
  static final int OPEN = 1;

  /** To the child: the most frames wanted. */
  static final int READ = 2;

  /** To the child: the video is done with. */
  static final int CLOSE = 3;

  /** From the child: it is up. */
  static final int READY = 64;

  /** From the child: position and number of bytes. The answer: how many come, then they. */
  static final int WANT = 65;

  /** From the child, to OPEN: the {@link VideoInfo}. */
  static final int OPENED = 66;

  /** From the child: path and length of the file that pictures are in from now on. */
  static final int REGION = 67;

  /** From the child: a picture and where it lies. */
  static final int FRAME = 68;

  /** From the child, to READ: whether the video has ended, and then how. */
  static final int END = 69;

  /** From the child, to OPEN or READ: the verdict and the frames lost; the video is closed. */
  static final int FAILED = 70;

  /** From the child, to CLOSE. */
  static final int CLOSED = 71;

  /** Instead of a number of bytes: there are no more. */
  static final int NO_MORE = -1;

  /** Instead of a number of bytes: reading failed. */
  static final int FAILURE = -2;

  private static final Orientation[] ORIENTATIONS = Orientation.values();
  private static final VerdictCode[] CODES = VerdictCode.values();

  private Wire() {}

  static void write(DataOutput out, VideoLimits limits) throws IOException {
    out.writeLong(limits.maxBytes());
    out.writeLong(limits.maxPixels());
    out.writeLong(limits.maxDuration().toNanos());
    out.writeLong(limits.maxFrames());
    out.writeInt(limits.maxStreams());
    out.writeLong(limits.maxProbeBytes());
    out.writeLong(limits.frameTimeout().toNanos());
    out.writeLong(limits.maxMemory());
  }

  static VideoLimits limits(DataInput in) throws IOException {
    return new VideoLimits(
        in.readLong(),
        in.readLong(),
        Duration.ofNanos(in.readLong()),
        in.readLong(),
        in.readInt(),
        in.readLong(),
        Duration.ofNanos(in.readLong()),
        in.readLong());
  }

  static void write(DataOutput out, VideoInfo info) throws IOException {
    out.writeUTF(info.format());
    out.writeUTF(info.codec());
    out.writeInt(info.timeBaseNum());
    out.writeInt(info.timeBaseDen());
    out.writeInt(info.width());
    out.writeInt(info.height());
    out.writeInt(info.storedWidth());
    out.writeInt(info.storedHeight());
    write(out, info.orientation());
    out.writeLong(info.announcedFrames());
    out.writeLong(info.startPts());
    out.writeLong(info.durationUs());
    out.writeInt(info.frameRateNum());
    out.writeInt(info.frameRateDen());
    out.writeBoolean(info.photo());
    out.writeBoolean(info.timesInvented());
  }

  static VideoInfo info(DataInput in) throws IOException {
    return new VideoInfo(
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        orientation(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readBoolean());
  }

  static void write(DataOutput out, Verdict verdict) throws IOException {
    out.writeByte(verdict.code().ordinal());
    out.writeUTF(verdict.message());
    out.writeUTF(verdict.detail());
  }

  static Verdict verdict(DataInput in) throws IOException {
    return new Verdict(CODES[below(CODES.length, in.readByte())], in.readUTF(), in.readUTF());
  }

  static void write(DataOutput out, Orientation orientation) throws IOException {
    out.writeByte(orientation.ordinal());
  }

  static Orientation orientation(DataInput in) throws IOException {
    return ORIENTATIONS[below(ORIENTATIONS.length, in.readByte())];
  }

  static void write(DataOutput out, DecodedFrame frame) throws IOException {
    out.writeLong(frame.index());
    out.writeLong(frame.pts());
    out.writeLong(frame.timeUs());
    out.writeInt(frame.storedWidth());
    write(out, frame.orientation());
  }

  /** What was written of a frame, whose picture the slot holds already. */
  static void fill(DecodedFrame slot, long serial, DataInput in) throws IOException {
    slot.fill(serial, in.readLong(), in.readLong(), in.readLong(), in.readInt(), orientation(in));
  }

  private static int below(int limit, int number) throws IOException {
    if (number < 0 || number >= limit) {
      throw new IOException(number + " where less than " + limit + " was expected");
    }
    return number;
  }
}
