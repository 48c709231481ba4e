package org.postura.video.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.Orientation;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.VideoInfo;

/**
 * A decoding process as it may be once a video has taken it over: it decodes nothing, and lies in
 * the way that its first argument names.
 */
final class HostileDecoder {
  static final int WIDTH = 64;
  static final int HEIGHT = 32;
  private static final int BYTES = WIDTH * HEIGHT * 3 / 2;

  private final String way;
  private final RandomAccessFile file;
  private final DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
  private final DataOutputStream out =
      new DataOutputStream(new FileOutputStream(FileDescriptor.out));
  private long frames;

  private HostileDecoder(String way, String file) throws IOException {
    this.way = way;
    this.file = new RandomAccessFile(file, "rw");
  }

  public static void main(String[] arguments) throws Exception {
    new HostileDecoder(arguments[0], arguments[1]).run();
  }

  private void run() throws IOException, InterruptedException {
    out.writeByte(Wire.READY);
    out.writeBoolean(false);
    out.writeInt(-1);
    int message = in.read();
    while (message >= 0) {
      switch (message) {
        case Wire.OPEN -> open();
        case Wire.READ -> {
          in.readInt();
          read();
        }
        default -> out.writeByte(Wire.CLOSED);
      }
      message = in.read();
    }
    if (way.equals("never ends")) {
      new CountDownLatch(1).await();
    }
  }

  private void open() throws IOException {
    in.readBoolean();
    in.readLong();
    in.readUnsignedByte();
    Wire.limits(in);
    switch (way) {
      case "wants what is before the file" -> want(-1, 100);
      case "wants nothing" -> want(0, 0);
      case "says what no message is" -> out.writeByte(99);
      case "tells a story" -> {
        out.writeByte(Wire.FAILED);
        Wire.write(out, new Verdict(VerdictCode.CORRUPT, "\033[2J" + "x".repeat(20_000), "\r\n"));
        out.writeLong(0);
      }
      default -> {
        out.writeByte(Wire.OPENED);
        Wire.write(out, info());
      }
    }
    file.setLength(1 << 20);
  }

  private void want(long position, int bytes) throws IOException {
    out.writeByte(Wire.WANT);
    out.writeLong(position);
    out.writeInt(bytes);
  }

  private VideoInfo info() {
    long announced = way.equals("announces too many frames") ? Long.MAX_VALUE : -1;
    int den = way.equals("has no time base") ? 0 : 1000;
    int width = way.equals("announces a huge picture") ? Integer.MAX_VALUE : WIDTH;
    long us = way.equals("announces too long a video") ? Long.MAX_VALUE : -1;
    return new VideoInfo(
        "f",
        "c",
        1,
        den,
        width,
        HEIGHT,
        WIDTH,
        HEIGHT,
        Orientation.UPRIGHT,
        announced,
        0,
        us,
        0,
        1,
        false,
        false,
        "");
  }

  private void read() throws IOException {
    switch (way) {
      case "gives frames without end" -> {
        while (true) {
          frame(WIDTH, 0, 0, 0, frames++);
        }
      }
      case "never gives a frame" -> end(false, 0);
      case "loses less than nothing" -> end(true, -1);
      case "loses more than there can be" -> end(true, Long.MAX_VALUE);
      case "gives a huge frame" -> frame(1 << 30, 0, 0, 0, 0);
      case "names a file that is none" -> frame(WIDTH, 0, 7, 0, 0);
      case "names a place before the file" -> frame(WIDTH, 0, 0, -8, 0);
      case "names a place beyond all files" -> frame(WIDTH, 0, 0, Long.MAX_VALUE - 8, 0);
      case "names a format that is none" -> frame(WIDTH, 100_000, 0, 0, 0);
      case "counts frames in its own way" -> frame(WIDTH, 0, 0, 0, 17);
      case "cuts the file" -> {
        frame(WIDTH, 0, 0, 0, frames++);
        file.setLength(100);
        end(false, 0);
      }
      default -> honest();
    }
  }

  private void honest() throws IOException {
    if (way.equals("talks without end")) {
      byte[] noise = new byte[1 << 20];
      for (int i = 0; i < 8; i++) {
        System.err.write(noise);
      }
    }
    if (frames == 0) {
      file.getChannel().write(ByteBuffer.allocate(BYTES), 0);
      frame(WIDTH, 0, 0, 0, frames++);
    }
    end(true, 0);
  }

  private void frame(int width, int format, int number, long position, long index)
      throws IOException {
    out.writeByte(Wire.FRAME);
    for (int value : new int[] {avutil.AV_PIX_FMT_YUV420P + format, width, HEIGHT, 2, 1}) {
      out.writeInt(value);
    }
    out.writeByte(number);
    out.writeLong(position);
    out.writeLong(index);
    out.writeLong(index);
    out.writeLong(index);
    out.writeInt(WIDTH);
    Wire.write(out, Orientation.UPRIGHT);
  }

  private void end(boolean ended, long lost) throws IOException {
    out.writeByte(Wire.END);
    out.writeBoolean(ended);
    if (ended) {
      out.writeLong(lost);
      out.writeBoolean(false);
    }
  }
}
