package org.postura.video.process;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.postura.video.ffmpeg.DecodedFrame;
import org.postura.video.ffmpeg.FramePictures;

/**
 * In a decoding process: the files through which pictures go to the parent, who reads them. They
 * are opened once, for after that no file can be, see {@link Lockdown}.
 *
 * <p>The one in use has a slot for each frame of a batch; it is the first that has room. The blocks
 * are taken when a file grows: a memory file system that is full would otherwise end the process at
 * the first touch.
 */
final class PictureFile {
  /** What others may still need of the memory file system. */
  private static final long RESERVE = 8 << 20;

  private final List<Path> directories = new ArrayList<>();
  private final List<FileChannel> files = new ArrayList<>();
  private final PictureLayout layout = new PictureLayout();
  private final PointerPointer<BytePointer> target = new PointerPointer<>(PictureLayout.PLANES);
  private final ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
  private int first;
  private int current;
  private MappedFile mapped;
  private long slotBytes;
  private int slots;

  /**
   * Opens the files and takes their names away.
   *
   * @param memory number of the {@link SealedMemory} among this process's open files, or −1
   */
  PictureFile(int memory, List<Path> paths) throws IOException {
    if (memory >= 0) {
      files.add(open(SealedMemory.path(ProcessHandle.current().pid(), memory)));
      directories.add(null);
    }
    for (Path path : paths) {
      files.add(open(path));
      directories.add(path.toAbsolutePath().getParent());
      Files.deleteIfExists(path);
    }
  }

  /** Only files from this one on may be used: the parent can't open those before. */
  void useFrom(int number) {
    first = number;
    current = Math.max(current, number);
  }

  /** How many frames a batch of {@code capacity} can have with the file as it is. */
  int slots(int capacity) {
    return mapped == null ? capacity : Math.min(capacity, slots);
  }

  /** Lets go of what only a large video needs; no frame may lie in it any more. */
  void trim() throws IOException {
    boolean large = slotBytes * slots > FramePictures.MAX_BYTES;
    for (int i = 0; i < files.size(); i++) {
      // Sealed memory can't be cut; the parent ends a process that has much of it.
      if (directories.get(i) != null && (large || i != current)) {
        files.get(i).truncate(0);
      }
    }
    if (large) {
      unmap();
      current = first;
      slotBytes = 0;
      slots = 0;
    }
  }

  /**
   * Writes a picture into a slot and says so to the parent.
   *
   * @param slot below {@link #slots}
   * @param capacity slots that are worth having when the file has to grow
   */
  void write(DataOutput out, DecodedFrame frame, int slot, int capacity) throws IOException {
    AVFrame picture = frame.picture();
    if (!layout.fit(picture.format(), picture.width(), picture.height())) {
      throw new IllegalStateException("pictures of format " + picture.format() + " have no size");
    }
    if (mapped == null || layout.bytes() > slotBytes || slot >= slots) {
      // Frames of this batch keep their places: theirs are slots with lower numbers and fewer
      // bytes.
      long bytes = Math.max(slotBytes, layout.bytes());
      int room = (int) Math.max(1, Math.min(capacity, FramePictures.MAX_BYTES / bytes));
      grow(bytes, Math.max(room, slot + 1));
    }
    long position = slot * slotBytes;
    for (int plane = 0; plane < PictureLayout.PLANES; plane++) {
      target.put(
          plane,
          layout.has(plane) ? mapped.at(position + layout.offset(plane)) : (BytePointer) null);
    }
    avutil.av_image_copy(
        target,
        layout.strides(),
        picture.data(),
        picture.linesize(),
        picture.format(),
        picture.width(),
        picture.height());
    out.writeByte(Wire.FRAME);
    out.writeInt(picture.format());
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    out.writeInt(picture.colorspace());
    out.writeInt(picture.color_range());
    out.writeByte(current - first);
    out.writeLong(position);
    Wire.write(out, frame);
  }

  private void grow(long newSlotBytes, int newSlots) throws IOException {
    long length = newSlotBytes * newSlots + SharedPictures.SLACK;
    if (length > Integer.MAX_VALUE) {
      throw ProcessVerdicts.noRoom("a picture has " + newSlotBytes + " bytes");
    }
    unmap();
    StringBuilder failures = new StringBuilder();
    for (int i = current; i < files.size(); i++) {
      try {
        FileChannel file = files.get(i);
        long more = length - file.size();
        if (more <= 0 || roomIn(directories.get(i), more)) {
          fill(file, length);
          mapped = MappedFile.forWriting(file);
          current = i;
          slotBytes = newSlotBytes;
          slots = newSlots;
          return;
        }
        failures.append(directories.get(i)).append(" has no room for ").append(more).append("; ");
      } catch (IOException e) {
        failures.append(e).append("; ");
      }
    }
    throw ProcessVerdicts.noRoom(failures.toString());
  }

  private static boolean roomIn(Path directory, long bytes) {
    // Asked of the directory: to ask the file system's own object takes a file to be opened.
    return directory == null || directory.toFile().getUsableSpace() >= bytes + RESERVE;
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void fill(FileChannel file, long length) throws IOException {
    for (long at = file.size(); at < length; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), length - at));
      at += file.write(zeros, at);
    }
  }

  private void unmap() {
    if (mapped != null) {
      mapped.close();
      mapped = null;
    }
  }
}
