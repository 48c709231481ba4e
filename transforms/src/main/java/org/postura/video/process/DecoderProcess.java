package org.postura.video.process;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final ProcessStatus status;
  private final Object lock = new Object();
  private long deadlineNanos;
  private boolean timed;
  private Thread reader;
  private long maxMemory = Long.MAX_VALUE;
  private VideoException killedFor;
  private boolean ready;
  private int videos;
  private volatile boolean locked;
  private volatile boolean retired;
  private volatile int firstFile;
  private final SharedPictures pictures;
  private final LastWords errors;

  private DecoderProcess(Process process, SharedPictures pictures) {
    this.process = process;
    this.pictures = pictures;
    this.errors = new LastWords(process.getErrorStream());
    this.in = new DataInputStream(process.getInputStream());
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 17));
    this.status = new ProcessStatus(process.pid());
  }

  /**
   * Starts a process; it is not waited for.
   *
   * @throws IOException if the system refuses
   */
  static DecoderProcess start() throws IOException {
    return start(DecoderCommand::builder);
  }

  /**
   * Starts another program in its place.
   *
   * @param command of the files for its pictures
   */
  static DecoderProcess start(Function<List<Path>, ProcessBuilder> command) throws IOException {
    SharedPictures pictures = new SharedPictures(SharedPictures.directories());
    try {
      return new DecoderProcess(command.apply(pictures.paths()).start(), pictures);
    } catch (IOException | RuntimeException e) {
      pictures.close();
      throw e;
    }
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
      locked = in.readBoolean();
      int memory = in.readInt();
      if (memory >= 0) {
        pictures.add(SealedMemory.path(pid(), memory));
      }
      firstFile = memory >= 0 && !pictures.sealed() ? 1 : 0;
      pictures.unlink();
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

  /** How the child counts the first of the files that both can use. */
  int firstFile() {
    return firstFile;
  }

  /** Whether it can open no file and start nothing, see {@link Lockdown}. */
  boolean locked() {
    return locked;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Kills it; it is not fit for another video. */
  void retire() {
    retired = true;
    kill();
  }

  /** Whether it can be given another video. */
  boolean fit() {
    return !retired && alive();
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

  /** Where its pictures are. */
  SharedPictures pictures() {
    return pictures;
  }

  /** Lets go of what only a large video needs, as the child does between two videos. */
  void trim() {
    pictures.trim();
  }

  /** Kills the child if it has had its time or takes too much memory, and hears what it says. */
  void watch() {
    errors.drain();
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
      kill();
      if (reader != null) {
        reader.interrupt();
      }
    }
  }

  /** Kills the child, whatever it does, and what it may have started: that holds its pipes. */
  void kill() {
    if (!locked) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  /** Tells a child that has nothing to do that there will be nothing more; it ends by itself. */
  void hangUp() {
    try {
      out.close();
    } catch (IOException e) {
      // Then it is gone.
    }
  }

  /** Gives a child that was told so some time to end by itself, which keeps its exit in order. */
  void leave() {
    awaitExit();
    end();
  }

  /** Kills the child and lets go of its pictures, of which no frame may be in use. */
  void end() {
    kill();
    pictures.close();
  }

  /** Whether it has ended within the time that this takes. */
  private boolean awaitExit() {
    try {
      return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Makes sure that the child is gone and says why.
   *
   * @param cause what went wrong with its pipes
   */
  VideoException died(IOException cause) {
    // One whose pipes are closed is about to end; to kill it would lose what it says of that.
    boolean ended = awaitExit();
    if (!ended) {
      kill();
      ended = awaitExit();
    }
    synchronized (lock) {
      if (killedFor != null) {
        return killedFor;
      }
    }
    return ended
        ? DecoderDeath.verdict(
            process.exitValue(), in, errors.text(), cause.getMessage(), maxMemory)
        : ProcessVerdicts.died("does not answer", String.valueOf(cause.getMessage()));
  }

  /**
   * Ends a child that said what can't be.
   *
   * @param cause what it said
   */
  VideoException lied(IOException cause) {
    synchronized (lock) {
      if (killedFor != null) {
        // What it said was cut short.
        return killedFor;
      }
      killedFor = ProcessVerdicts.lied(String.valueOf(cause.getMessage()));
    }
    kill();
    return killedFor;
  }

  /** Memory of its own in bytes: without the pictures, which both processes share. */
  long anonymousBytes() {
    return status.anonymousBytes();
  }
}
