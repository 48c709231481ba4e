package org.postura.video.process;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postura.video.VideoException;
import org.postura.video.ffmpeg.Verdicts;

/**
 * A child process that decodes one video at a time. Used by one thread; {@link #watch} is called by
 * another.
 */
final class DecoderProcess {
  /** To begin with; a busy machine takes seconds for a JVM. */
  private static final Duration START = Duration.ofSeconds(60);

  /** The child looks at the time too, and has better words for it where it still can. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final int END_SECONDS = 2;
  private static final long KIB = 1024;

  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Path status;
  private final Object lock = new Object();
  private long deadlineNanos;
  private boolean timed;
  private Thread reader;
  private long maxMemory = Long.MAX_VALUE;
  private VideoException killedFor;
  private boolean ready;
  private int videos;
  private MappedFile pictures;
  private final List<MappedFile> oldPictures = new ArrayList<>();

  private DecoderProcess(Process process) {
    this.process = process;
    this.in = new DataInputStream(process.getInputStream());
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 17));
    this.status = Path.of("/proc", Long.toString(process.pid()), "status");
  }

  /**
   * Starts a process; it is not waited for.
   *
   * @throws IOException if the system refuses
   */
  static DecoderProcess start() throws IOException {
    return new DecoderProcess(DecoderCommand.builder().start());
  }

  /** Waits until the process is up. */
  void awaitReady() throws VideoException {
    if (ready) {
      return;
    }
    begin(START);
    try {
      if (in.readUnsignedByte() != Wire.READY) {
        throw new IOException("unexpected message");
      }
      ready = true;
    } catch (IOException e) {
      throw died(e);
    } finally {
      idle();
    }
  }

  DataInputStream in() {
    return in;
  }

  DataOutputStream out() {
    return out;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** How many videos it has been given, this one included. */
  int nextVideo() {
    return ++videos;
  }

  /** From now on the child has this long for its next frame. */
  void begin(Duration timeout) {
    synchronized (lock) {
      deadlineNanos = System.nanoTime() + timeout.plus(GRACE).toNanos();
      timed = true;
    }
  }

  void limitMemory(long bytes) {
    synchronized (lock) {
      maxMemory = bytes;
    }
  }

  /** The child has nothing to do. */
  void idle() {
    synchronized (lock) {
      timed = false;
    }
  }

  /** The current thread begins to read from the video's channel, which may be what takes long. */
  void reading() {
    synchronized (lock) {
      reader = Thread.currentThread();
    }
  }

  /** The current thread has read. */
  void read() {
    synchronized (lock) {
      reader = null;
      if (killedFor != null) {
        // Whether the word to stop waiting came in time or not: it was meant for the read alone.
        Thread.interrupted();
      }
    }
  }

  /**
   * Pictures are in this file from now on; those before stay where they are.
   *
   * @throws IOException also if it is none that the child may have made
   */
  void mapPictures(String name, long bytes) throws IOException {
    if (name.indexOf('\0') >= 0) {
      throw new IOException("a file of pictures whose name is none");
    }
    Path path = new File(name).toPath();
    Path last = path.getFileName();
    boolean own =
        FrameFile.directories().contains(path.getParent())
            && last != null
            && last.toString().startsWith(FrameFile.prefix(pid()));
    if (!own) {
      throw new IOException(path + " is no file of pictures");
    }
    if (pictures != null) {
      oldPictures.add(pictures);
      pictures = null;
    }
    pictures = MappedFile.forReading(path, bytes);
  }

  /** Where the pictures are now, or null before the first. */
  MappedFile pictures() {
    return pictures;
  }

  /** Unmaps the files that no frame lies in any more. */
  void dropOldPictures() {
    oldPictures.forEach(MappedFile::close);
    oldPictures.clear();
  }

  /** Unmaps what the child lets go of between two videos. */
  void trimPictures() {
    dropOldPictures();
    if (pictures != null && FrameFile.large(pictures.bytes())) {
      pictures.close();
      pictures = null;
    }
  }

  /** Kills the child if it has had its time or takes too much memory. */
  void watch() {
    synchronized (lock) {
      if (killedFor != null || !process.isAlive()) {
        return;
      }
      long memory = anonymousBytes();
      if (memory > maxMemory) {
        killedFor = ProcessVerdicts.tooMuchMemory(memory, maxMemory);
      } else if (timed && System.nanoTime() - deadlineNanos > 0) {
        killedFor = Verdicts.timedOut();
      } else {
        return;
      }
      process.destroyForcibly();
      if (reader != null) {
        reader.interrupt();
      }
    }
  }

  /** Kills the child, whatever it does. */
  void kill() {
    process.destroyForcibly();
  }

  /** Lets a child that has nothing to do end by itself, see {@link #end}. */
  void leave() {
    try {
      out.close();
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // Then it is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  /** Kills the child and unmaps its pictures, of which no frame may be in use. */
  void end() {
    kill();
    deleteFiles();
    dropOldPictures();
    if (pictures != null) {
      pictures.close();
      pictures = null;
    }
  }

  /** Deletes what the child made and has not been mapped, once it can't make any more. */
  private void deleteFiles() {
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    FrameFile.deleteAll(FrameFile.directories(), pid());
  }

  /**
   * Makes sure that the child is gone and says why.
   *
   * @param cause what went wrong with its pipes
   */
  VideoException died(IOException cause) {
    try {
      // One whose pipes are closed is about to end; to kill it would lose what it says of that.
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      synchronized (lock) {
        return killedFor != null
            ? killedFor
            : DecoderDeath.verdict(
                exit, in, process.getErrorStream(), cause.getMessage(), maxMemory);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ProcessVerdicts.died("was interrupted", String.valueOf(cause.getMessage()));
    }
  }

  /** Memory of its own in bytes: without the file of pictures, which both processes share. */
  long anonymousBytes() {
    try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
      return lines
              .filter(line -> line.startsWith("RssAnon:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          * KIB;
    } catch (IOException | RuntimeException e) {
      // Not Linux, or it has just ended.
      return 0;
    }
  }
}
