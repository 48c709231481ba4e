package org.postura.pipeline;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The word to stop from outside (SIGTERM, SIGINT), met before the JVM shuts down.
 *
 * <p>A shutdown hook is too late for whoever wants to finish his work: all hooks run at once, and
 * one of ONNX Runtime's own frees its environment, so that a frame in work crashes the process. The
 * JDK's class for signals is not part of its documented interface, hence the reflection; where it
 * is missing, {@code stop} runs in a hook after all.
 */
public final class StopSignal {
  private static final int SIGNALLED = 128;
  private static final long CLEAN_UP_MILLIS = 1000;

  /** A signal and its number. */
  private record Kind(String name, int number) {}

  private static final List<Kind> KINDS = List.of(new Kind("TERM", 15), new Kind("INT", 2));

  private static final AtomicInteger SIGNALLED_CODE = new AtomicInteger();

  private StopSignal() {}

  /** The exit code of a process that was told to stop, or {@code otherwise} if it was not. */
  static int exitCode(int otherwise) {
    return SIGNALLED_CODE.get() == 0 ? otherwise : SIGNALLED_CODE.get();
  }

  /** Whether a signal has come. */
  static boolean received() {
    return SIGNALLED_CODE.get() != 0;
  }

  /**
   * On the first signal runs {@code stop}, then exits with 128 and the signal's number. The thread
   * that calls this gets a moment to clean up and exit by itself.
   */
  public static void handle(Runnable stop) {
    Thread main = Thread.currentThread();
    try {
      for (Kind kind : KINDS) {
        install(
            kind.name(),
            () -> {
              if (SIGNALLED_CODE.compareAndSet(0, SIGNALLED + kind.number())) {
                // The JVM would not wait for the thread that signals come on.
                Thread thread =
                    new Thread(
                        () -> {
                          stop.run();
                          await(main);
                          System.exit(SIGNALLED_CODE.get());
                        },
                        "postura-end");
                thread.setDaemon(false);
                thread.start();
              }
            });
      }
    } catch (ReflectiveOperationException e) {
      Runtime.getRuntime().addShutdownHook(new Thread(stop, "postura-end"));
    }
  }

  private static void await(Thread main) {
    try {
      main.join(CLEAN_UP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void install(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(
            StopSignal.class.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, args) -> {
              switch (method.getName()) {
                case "handle" -> action.run();
                case "hashCode" -> {
                  return System.identityHashCode(self);
                }
                case "equals" -> {
                  return self == args[0];
                }
                default -> {
                  return "handler of SIG" + name;
                }
              }
              return null;
            });
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
  }
}
