package org.postura.video.process;

import com.sun.jna.Function;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that tries what it should not, before and after it has been locked down. */
final class Trespasser {
  private static final long PARENT =
      ProcessHandle.current().parent().map(ProcessHandle::pid).orElseThrow();

  private final StringBuffer said = new StringBuffer();

  private Trespasser() {}

  /** Something that may be refused. */
  private interface Attempt {
    void run() throws IOException;
  }

  public static void main(String[] arguments) throws InterruptedException {
    new Trespasser().run();
  }

  private void run() throws InterruptedException {
    CountDownLatch locked = new CountDownLatch(1);
    // One that is there before, as the JVM's own are.
    Thread early =
        new Thread(
            () -> {
              await(locked);
              attempt("another thread", Trespasser::readEnvironment);
            });
    early.start();
    Function kill = Function.getFunction("c", "kill");
    attemptAll(kill);
    say(Lockdown.install(false) ? "locked" : "not locked");
    attemptAll(kill);
    locked.countDown();
    early.join();
    Thread late = new Thread(() -> say("a thread of its own: done"));
    late.start();
    late.join();
    System.out.print(said);
  }

  private void attemptAll(Function kill) {
    attempt("a file", () -> Files.readAllBytes(Path.of("/etc/passwd")));
    attempt("a new file", () -> Files.delete(Files.createTempFile("trespasser", "")));
    attempt("a program", () -> new ProcessBuilder("true").start());
    attempt("a connection", () -> SocketChannel.open().close());
    attempt("the parent's environment", Trespasser::readEnvironment);
    attempt(
        "a signal",
        () -> {
          if (kill.invokeInt(new Object[] {(int) PARENT, 0}) != 0) {
            throw new IOException("refused");
          }
        });
  }

  private static void readEnvironment() throws IOException {
    Files.readAllBytes(Path.of("/proc", Long.toString(PARENT), "environ"));
  }

  private void attempt(String what, Attempt attempt) {
    try {
      attempt.run();
      say(what + ": done");
    } catch (IOException e) {
      say(what + ": refused");
    }
  }

  private void say(String line) {
    said.append(line).append('\n');
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
