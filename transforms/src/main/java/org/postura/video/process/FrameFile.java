package org.postura.video.process;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.postura.video.ffmpeg.DecodedFrame;
import org.postura.video.ffmpeg.FramePictures;

/**
 * In a decoding process: the file through which pictures go to the parent, who maps it.
 *
 * <p>It has a slot for each frame of a batch and lies in memory if there is room for all of it,
 * else on disk. The blocks are taken when the file is made: a memory file system that is full would
 * otherwise end both processes at the first touch.
 */
final class FrameFile {
  private static final int PLANES = 4;
  private static final long PID = ProcessHandle.current().pid();
  private static final long ALIGNMENT = 64;

  /** Converters read a little beyond a picture. */
  static final long SLACK = 4096;

  /** What others may still need of the memory file system. */
  private static final long RESERVE = 8 << 20;

  private final List<Path> directories;
  private final SizeTPointer planeBytes = new SizeTPointer(PLANES);
  private final IntPointer usedBytes = new IntPointer((long) PLANES);
  private final SizeTPointer lineBytes = new SizeTPointer(PLANES);
  private MappedFile file;
  private long slotBytes;
  private int slots;

  /** In shared memory where the system has it, else among the temporary files. */
  FrameFile() {
    this(directories());
  }

  FrameFile(List<Path> directories) {
    this.directories = directories;
  }

  /** Where a process and its decoding child look for these files. */
  static List<Path> directories() {
    return List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** How the names of a process's files begin. */
  static String prefix(long pid) {
    return "postura-" + pid + "-";
  }

  /** Deletes what a process has made and nobody has mapped, which does so otherwise. */
  static void deleteAll(List<Path> directories, long pid) {
    for (Path directory : directories) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, prefix(pid) + "*")) {
        for (Path path : left) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | DirectoryIteratorException e) {
        // Not there, or not ours: then there is nothing of ours in it.
      }
    }
  }

  /** How many frames a batch of {@code capacity} can have with the file as it is. */
  int slots(int capacity) {
    return file == null ? capacity : Math.min(capacity, slots);
  }

  /** Lets go of a file that only a large video needs. */
  void trim() {
    if (large(length())) {
      close();
    }
  }

  /** Whether a file of this length is not kept from one video to the next. */
  static boolean large(long bytes) {
    return bytes > FramePictures.MAX_BYTES + SLACK;
  }

  /**
   * Writes a picture into a slot and says so to the parent.
   *
   * @param slot below {@link #slots}
   * @param capacity slots that are worth having when a larger file has to be made
   */
  void write(DataOutput out, DecodedFrame frame, int slot, int capacity) throws IOException {
    AVFrame picture = frame.picture();
    long need = measure(picture);
    if (file == null || need > slotBytes || slot >= slots) {
      int room = (int) Math.max(1, Math.min(capacity, FramePictures.MAX_BYTES / need));
      // Frames of this batch that lie in the file before keep their places there.
      Path path = make(need, Math.max(room, slot + 1));
      out.writeByte(Wire.REGION);
      out.writeUTF(path.toString());
      out.writeLong(length());
    }
    out.writeByte(Wire.FRAME);
    out.writeInt(picture.format());
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    out.writeInt(picture.colorspace());
    out.writeInt(picture.color_range());
    long offset = slot * slotBytes;
    for (int plane = 0; plane < PLANES; plane++) {
      long bytes = planeBytes.get(plane);
      int stride = picture.linesize(plane);
      out.writeLong(bytes == 0 ? -1 : offset + beforeFirstRow(bytes, stride));
      out.writeInt(stride);
      if (bytes > 0) {
        copy(picture.data(plane), bytes - unused(plane, stride), bytes, stride, offset);
        offset += aligned(bytes);
      }
    }
    Wire.write(out, frame);
  }

  private long measure(AVFrame picture) {
    for (int plane = 0; plane < PLANES; plane++) {
      lineBytes.put(plane, Math.abs((long) picture.linesize(plane)));
    }
    boolean known =
        avutil.av_image_fill_plane_sizes(planeBytes, picture.format(), picture.height(), lineBytes)
                >= 0
            && avutil.av_image_fill_linesizes(usedBytes, picture.format(), picture.width()) >= 0;
    if (!known) {
      throw new IllegalStateException("pictures of format " + picture.format() + " have no size");
    }
    long need = 0;
    for (int plane = 0; plane < PLANES; plane++) {
      need += aligned(planeBytes.get(plane));
    }
    return need;
  }

  /** Rows that lie upside down in memory begin with the last. */
  static long beforeFirstRow(long bytes, int stride) {
    return stride < 0 ? bytes + stride : 0;
  }

  /** What is not the picture's behind its last row: of a part of one, it may be nobody's. */
  private long unused(int plane, int stride) {
    long line = usedBytes.get(plane);
    return line > 0 ? Math.max(0, Math.abs((long) stride) - line) : 0;
  }

  private void copy(BytePointer firstRow, long used, long bytes, int stride, long offset)
      throws IOException {
    BytePointer lowest = firstRow.getPointer(-beforeFirstRow(bytes, stride));
    Pointer.memcpy(file.at(offset), lowest, used);
  }

  private Path make(long need, int count) throws IOException {
    close();
    slotBytes = aligned(need);
    slots = count;
    if (length() > Integer.MAX_VALUE) {
      throw ProcessVerdicts.noRoom("a picture has " + need + " bytes");
    }
    StringBuilder failures = new StringBuilder();
    for (Path directory : directories) {
      try {
        if (roomIn(directory)) {
          Path path = Files.createTempFile(directory, prefix(PID), ".frames");
          fill(path);
          return path;
        }
        failures.append(directory).append(" has no room for ").append(length()).append("; ");
      } catch (IOException e) {
        failures.append(e).append("; ");
      }
    }
    throw ProcessVerdicts.noRoom(failures.toString());
  }

  private boolean roomIn(Path directory) throws IOException {
    if (!Files.isWritable(directory)) {
      return false;
    }
    FileStore store = Files.getFileStore(directory);
    return store.getUsableSpace() >= length() + RESERVE;
  }

  private void fill(Path path) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (long at = 0; at < length(); at += zeros.limit()) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), length() - at));
        channel.write(zeros, at);
      }
      file = MappedFile.forWriting(channel);
    } catch (IOException e) {
      Files.delete(path);
      throw e;
    }
  }

  private long length() {
    return slotBytes * slots + SLACK;
  }

  private void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
