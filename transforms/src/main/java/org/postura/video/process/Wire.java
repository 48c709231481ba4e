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
import org.postura.video.ffmpeg.RowSource;

/**
 * What a process and its decoding child write to each other's pipes: a byte that names the message,
 * then its values.
 *
 * <p>The parent asks (OPEN, READ, CLOSE), the child answers. Before an answer it may send any
 * number of WANTs, each answered by bytes of the file; and before the END of a READ come the
 * FRAMEs, whose pictures lie in the files that both have opened. What the child says is read here
 * and checked here, or where a picture is checked: {@link SharedPicture}.
 */
final class Wire {
  /**
   * To the child: whether the bytes can be sought in, their number, the first file of pictures that
   * may be used, the limits.
   */
  static final int OPEN = 1;

  /** To the child: the most frames wanted. */
  static final int READ = 2;

  /** To the child: the video is done with. */
  static final int CLOSE = 3;

  /**
   * From the child: it is up; whether it is locked down; the number of its {@link SealedMemory}
   * among its open files, or −1.
   */
  static final int READY = 64;

  /** From the child: position and number of bytes. The answer: how many come, then they. */
  static final int WANT = 65;

  /** From the child, to OPEN: the {@link VideoInfo}. */
  static final int OPENED = 66;

  /** From the child: a picture, which file it lies in and where. */
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

  private static final int MAX_NAME = 100;
  private static final int MAX_TEXT = 1000;

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
    out.writeUTF(info.streams());
  }

  /**
   * What was written of a video.
   *
   * @throws Lie if there can be no such video, or none within these limits
   */
  static VideoInfo info(DataInput in, VideoLimits limits) throws IOException {
    VideoInfo info = info(in);
    Lie.unless(info.timeBaseNum() > 0 && info.timeBaseDen() > 0, "time base", info.timeBaseDen());
    Lie.unless(info.frameRateNum() >= 0 && info.frameRateDen() > 0, "rate", info.frameRateDen());
    size(info.width(), info.height(), limits);
    size(info.storedWidth(), info.storedHeight(), limits);
    long frames = info.announcedFrames();
    Lie.unless(frames >= -1 && frames <= limits.maxFrames(), "frames", frames);
    long us = info.durationUs();
    Lie.unless(us >= -1 && us / 1000 <= limits.maxDuration().toMillis(), "duration", us);
    return info;
  }

  /**
   * @throws Lie if this is no size of a picture within the limits
   */
  static void size(int width, int height, VideoLimits limits) throws Lie {
    Lie.unless(width > 0 && height > 0, "width", width);
    Lie.unless((long) width * height <= limits.maxPixels(), "pixels", (long) width * height);
  }

  private static VideoInfo info(DataInput in) throws IOException {
    return new VideoInfo(
        text(in, MAX_NAME),
        text(in, MAX_NAME),
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
        in.readBoolean(),
        text(in, MAX_TEXT));
  }

  static void write(DataOutput out, Verdict verdict) throws IOException {
    out.writeByte(verdict.code().ordinal());
    out.writeUTF(verdict.message());
    out.writeUTF(verdict.detail());
  }

  static Verdict verdict(DataInput in) throws IOException {
    return new Verdict(
        CODES[below(CODES.length, in.readByte())], text(in, MAX_TEXT), text(in, MAX_TEXT));
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

  /** What was written of a frame, whose picture the slot holds already but for its rows. */
  static void fill(DecodedFrame slot, long serial, RowSource rows, DataInput in)
      throws IOException {
    slot.fill(
        serial, rows, in.readLong(), in.readLong(), in.readLong(), in.readInt(), orientation(in));
  }

  /** A line of text, which may end up in anybody's terminal or table. */
  private static String text(DataInput in, int maxLength) throws IOException {
    String text = in.readUTF();
    return text.substring(0, Math.min(text.length(), maxLength)).replaceAll("\\p{Cntrl}", " ");
  }

  private static int below(int limit, int number) throws IOException {
    if (number < 0 || number >= limit) {
      throw new Lie(number + " where less than " + limit + " was expected");
    }
    return number;
  }
}
