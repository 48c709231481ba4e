package org.postura.video.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.Verdict;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;
import org.postura.video.ffmpeg.DecodedFrame;
import org.postura.video.ffmpeg.FramePictures;
import org.postura.video.ffmpeg.LocalVideo;

/**
 * What a decoding process runs: it opens one video after the other for its parent, whose only
 * connection are the pipes, and ends when they do. {@link Wire} describes what goes over them.
 */
final class DecoderMain {
  /** How long frames may wait for others of their batch. */
  private static final long UNHEARD_NANOS = 50_000_000;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final PictureFile pictureFile;
  private long lost;

  private DecoderMain(DataInputStream in, DataOutputStream out, PictureFile pictureFile) {
    this.in = in;
    this.out = out;
    this.pictureFile = pictureFile;
  }

  public static void main(String[] arguments) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 12));
    // Nothing else may get between the messages.
    System.setOut(System.err);
    List<Path> paths = Arrays.stream(arguments).map(Path::of).toList();
    int memory = SealedMemory.make();
    PictureFile pictureFile = new PictureFile(memory, paths);
    dieFirst();
    boolean locked = Preparation.run();
    try {
      new DecoderMain(in, out, pictureFile).serve(locked, memory);
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(DecoderDeath.EXIT_OUT_OF_MEMORY);
    }
  }

  /** Where memory runs out, the kernel is to end this process and not the one with the results. */
  private static void dieFirst() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
    } catch (IOException | RuntimeException e) {
      // Not Linux, or not allowed: the watch over the memory remains.
    }
  }

  private void serve(boolean locked, int memory) throws IOException {
    out.writeByte(Wire.READY);
    out.writeBoolean(locked);
    out.writeInt(memory);
    out.flush();
    while (true) {
      int message = in.read();
      if (message < 0) {
        return;
      }
      if (message != Wire.OPEN) {
        throw new IOException("a video has to be opened first, not " + message);
      }
      Optional<VideoException> failure = video();
      pictureFile.trim();
      if (failure.isPresent()) {
        out.writeByte(Wire.FAILED);
        Wire.write(out, failure.get().verdict());
        out.writeLong(lost);
      } else {
        out.writeByte(Wire.CLOSED);
      }
      out.flush();
    }
  }

  /** One video from OPEN to CLOSE, or to what ended it before. */
  private Optional<VideoException> video() throws IOException {
    lost = 0;
    boolean seekable = in.readBoolean();
    RemoteBytes bytes = new RemoteBytes(in, out, in.readLong());
    pictureFile.useFrom(in.readUnsignedByte());
    VideoLimits limits = Wire.limits(in);
    avutil.av_max_alloc(limits.maxMemory());
    try (Video video = LocalVideo.open(seekable ? bytes : bytes.stream(), limits);
        FramePictures batch = new FramePictures(1)) {
      out.writeByte(Wire.OPENED);
      Wire.write(out, video.info());
      out.flush();
      while (true) {
        int message = in.read();
        if (message == Wire.CLOSE) {
          return Optional.empty();
        }
        if (message != Wire.READ) {
          throw new EOFException();
        }
        try {
          read(video, batch, in.readInt());
        } catch (VideoException e) {
          lost = video.framesLost();
          throw e;
        }
      }
    } catch (VideoException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(ProcessVerdicts.bug(e));
    }
  }

  private void read(Video video, FramePictures batch, int capacity) throws IOException {
    int count = 0;
    boolean more = true;
    long flushed = System.nanoTime();
    while (more && count < pictureFile.slots(capacity)) {
      more = video.read(batch);
      if (more) {
        DecodedFrame frame = (DecodedFrame) batch.frames().get(0);
        pictureFile.write(out, frame, count++, capacity);
        // The parent, which waits for the batch, need not be woken for every frame of it; but it
        // counts the time that one takes.
        if (System.nanoTime() - flushed > UNHEARD_NANOS) {
          out.flush();
          flushed = System.nanoTime();
        }
      }
    }
    out.writeByte(Wire.END);
    out.writeBoolean(!more);
    if (!more) {
      out.writeLong(video.framesLost());
      Optional<Verdict> problem = video.problem();
      out.writeBoolean(problem.isPresent());
      if (problem.isPresent()) {
        Wire.write(out, problem.get());
      }
    }
    out.flush();
  }
}
