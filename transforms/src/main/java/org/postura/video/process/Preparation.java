package org.postura.video.process;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** What a decoding process does before its first video: afterwards no file can be opened. */
final class Preparation {
  /** Set where an archive of the process's classes is to be written when it ends. */
  static final String OPEN = "postura.decoder.open";

  private static final int STDERR = 2;

  private Preparation() {}

  /**
   * Loads what decoding needs, sees to it that the process ends with its parent, and locks it down.
   *
   * @return whether it is locked down
   */
  static boolean run() throws IOException {
    avutil.avutil_version();
    avcodec.avcodec_version();
    avformat.avformat_version();
    swscale.swscale_version();
    loadClasses();
    boolean locked = false;
    try {
      Function poll = Function.getFunction("c", "poll");
      locked = Lockdown.install(Boolean.getBoolean(OPEN));
      endWithParent(() -> awaitReader(poll));
    } catch (LinkageError e) {
      // No such library for this system: the box is the process alone then.
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }
    return locked;
  }

  /** A decoder that loops would not notice that nobody waits for it any more. */
  private static void endWithParent(Runnable await) {
    Thread thread =
        new Thread(
            () -> {
              await.run();
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when nobody can read what is written to stderr: its reader is the parent. */
  private static void awaitReader(Function poll) {
    // struct pollfd: the descriptor, what is asked for (errors come unasked), what there is.
    Memory descriptor = new Memory(8);
    short events = 0;
    while (events == 0) {
      descriptor.clear();
      descriptor.setInt(0, STDERR);
      if (poll.invokeInt(new Object[] {descriptor, 1L, -1}) < 0) {
        continue;
      }
      events = descriptor.getShort(6);
    }
  }

  /** Jars are open once something has been looked for in them; a directory's classes are not. */
  private static void loadClasses() throws IOException {
    ClassLoader loader = Preparation.class.getClassLoader();
    loader.getResource("no/such/thing");
    String own = Preparation.class.getName().replace('.', '/') + ".class";
    URI place = URI.create(String.valueOf(loader.getResource(own)));
    if (!"file".equals(place.getScheme())) {
      return;
    }
    Path root = Path.of(place.getPath().substring(0, place.getPath().length() - own.length()));
    Path video = root.resolve("org/postura/video");
    List<String> names;
    try (Stream<Path> files = Files.walk(video)) {
      names =
          files
              .map(file -> root.relativize(file).toString().replace('/', '.'))
              .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .toList();
    }
    for (String name : names) {
      try {
        Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        // One that needs what only the parent has.
      }
    }
  }
}
