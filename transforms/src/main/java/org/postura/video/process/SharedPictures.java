package org.postura.video.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.postura.video.ffmpeg.FramePictures;

/**
 * In the parent: the files that a decoding process puts its pictures in.
 *
 * <p>The first is the child's {@link SealedMemory}, where there is such a thing: it is mapped. The
 * others are made by the parent and read, row by row when somebody asks for them, into a buffer: a
 * child that a video has taken over can cut them at any time, and the touch of a mapped page that
 * is gone ends the process with SIGBUS. Their names are gone as soon as both have opened them.
 */
final class SharedPictures implements AutoCloseable {
  /** Converters read a little beyond a picture. */
  static final int SLACK = 4096;

  private final List<Path> paths = new ArrayList<>();
  private final List<FileChannel> files = new ArrayList<>();
  private boolean sealed;
  private MappedFile mapped;
  private long mappedBytes;
  private BytePointer memory;
  private ByteBuffer buffer;
  private IOException failure;

  /**
   * Makes an empty file in each of the directories where that can be done.
   *
   * @throws IOException if there is none
   */
  SharedPictures(List<Path> directories) throws IOException {
    IOException last = null;
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try {
          Path path = Files.createTempFile(directory, "postura-", ".frames");
          paths.add(path);
          files.add(FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
          last = e;
        }
      }
    }
    if (files.isEmpty()) {
      throw new IOException("no place for decoded pictures in " + directories, last);
    }
  }

  /** Where the system has memory that looks like files, and else its temporary files. */
  static List<Path> directories() {
    return List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));
  }

  List<Path> paths() {
    return List.copyOf(paths);
  }

  /** Takes the files' names away: nothing is left behind then, however either process ends. */
  void unlink() {
    for (Path path : paths) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        // The child has done it, or the directory is gone.
      }
    }
  }

  /**
   * Puts a child's memory before the files, if it can be opened: the child has done nothing yet but
   * to make and seal it.
   */
  void add(Path sealedMemory) {
    try {
      files.add(0, FileChannel.open(sealedMemory, StandardOpenOption.READ));
      sealed = true;
    } catch (IOException e) {
      // Where /proc hides others' files: the files serve.
    }
  }

  /** Whether the first of the files is sealed memory. */
  boolean sealed() {
    return sealed;
  }

  /** How many files there are. */
  int count() {
    return files.size();
  }

  /** Whether so much memory is held that the next video should not pay for it. */
  boolean large() {
    return mappedBytes > FramePictures.MAX_BYTES + SLACK;
  }

  /**
   * Where a picture begins in memory that stays, or null if its rows have to be read, or are not
   * there: then that is remembered.
   */
  BytePointer mapped(int file, long position, long bytes) {
    if (file > 0 || !sealed) {
      return null;
    }
    long end = position + bytes + SLACK;
    try {
      if (end > mappedBytes) {
        long size = files.get(0).size();
        if (end > size) {
          throw new IOException("pictures end at " + size + ", not at " + end);
        }
        unmap();
        mapped = MappedFile.forReading(files.get(0));
        mappedBytes = size;
      }
      return mapped.at(position);
    } catch (IOException e) {
      failed(e);
      return null;
    }
  }

  /** Makes room in the buffer; what was in it is lost if it was too small. */
  BytePointer buffer(long bytes) {
    if (buffer == null || buffer.capacity() < bytes) {
      free();
      memory = new BytePointer(avutil.av_mallocz(bytes + SLACK));
      if (memory.isNull()) {
        memory = null;
        throw new OutOfMemoryError(bytes + " bytes of native memory for a picture");
      }
      buffer = memory.capacity(bytes).asByteBuffer();
    }
    return memory;
  }

  /**
   * Reads into the buffer. A file that has no such bytes is remembered: see {@link #failure}.
   *
   * @param file below {@link #count}
   * @param position in the file
   * @param offset in the buffer
   */
  void read(int file, long position, long offset, long bytes) {
    buffer.limit((int) (offset + bytes)).position((int) offset);
    long at = position;
    try {
      while (buffer.hasRemaining()) {
        int count = files.get(file).read(buffer, at);
        if (count < 0) {
          throw new IOException("pictures end at " + at + ", not at " + (position + bytes));
        }
        at += count;
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    if (failure == null) {
      failure = e;
    }
  }

  /** Why a picture could not be read, or null. */
  IOException failure() {
    return failure;
  }

  /** Lets go of memory that only a large video needs. */
  void trim() {
    if (buffer != null && buffer.capacity() > FramePictures.MAX_BYTES) {
      free();
    }
  }

  @Override
  public void close() {
    unlink();
    free();
    unmap();
    for (FileChannel file : files) {
      try {
        file.close();
      } catch (IOException e) {
        // It was open for reading.
      }
    }
  }

  private void unmap() {
    if (mapped != null) {
      mapped.close();
      mapped = null;
      mappedBytes = 0;
    }
  }

  private void free() {
    if (memory != null) {
      avutil.av_free(memory);
      memory = null;
      buffer = null;
    }
  }
}
