package org.postura.video.process;

import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.Loader;

/**
 * The command line of a decoding process. The system property {@code postura.decoder.jvm} adds an
 * option for its JVM: scripts/postura names an archive of the classes that it loads.
 */
final class DecoderCommand {
  private static final String MORE = "postura.decoder.jvm";

  /** Java objects are few and small there; pictures and FFmpeg's memory are not in the heap. */
  private static final List<String> JVM =
      List.of(
          "-Xmx48m",
          "-Xms8m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // Little of it is hot: compiling the rest costs more than it gains.
          "-XX:Tier3InvocationThreshold=2000",
          "-XX:Tier3MinInvocationThreshold=1000",
          "-XX:Tier3CompileThreshold=20000",
          "-XX:-UsePerfData",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:MaxMetaspaceSize=64m",
          "-Xshare:auto",
          "-Xrs",
          // On stdout are the messages to the parent: what the JVM itself has to say goes
          // elsewhere.
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          // But a crash is told in a few lines on stdout, and leaves no files behind.
          "-XX:ErrorFile=/dev/null",
          "-XX:-CreateCoredumpOnCrash",
          "-Djava.awt.headless=true",
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
          "-Dorg.bytedeco.javacpp.maxBytes=0");

  private DecoderCommand() {}

  /**
   * What of the environment may matter to a JVM: where its libraries are and how names are written.
   */
  private static final Set<String> ENVIRONMENT =
      Set.of("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH");

  /**
   * A command for a process whose pictures go to these files.
   *
   * <p>Nothing of this process's environment goes with it: keys of clouds and the service's token
   * are no business of whoever takes that one over.
   */
  static ProcessBuilder builder(List<Path> pictureFiles) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
      String name = property.getKey().toString();
      if (name.startsWith("org.bytedeco.javacpp.")
          || name.startsWith("jna.")
          || Set.of("java.io.tmpdir", "java.library.path", "user.home").contains(name)) {
        command.add("-D" + name + "=" + property.getValue());
      }
    }
    command.addAll(JVM);
    if (System.getProperty(MORE) != null) {
      command.add(System.getProperty(MORE));
      if (System.getProperty(MORE).startsWith("-XX:ArchiveClassesAtExit")) {
        command.add("-D" + Preparation.OPEN + "=true");
      }
    }
    command.add("-cp");
    command.add(classPath());
    command.add(DecoderMain.class.getName());
    pictureFiles.forEach(path -> command.add(path.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    return builder;
  }

  /**
   * Where this class and FFmpeg were loaded from, which need not be on this process's own class
   * path (a cluster's workers load a job's jar themselves); and nothing more, so that it starts
   * quickly.
   */
  private static String classPath() {
    String platform = Loader.getPlatform();
    Set<String> roots = new TreeSet<>();
    for (String resource :
        List.of(
            DecoderMain.class.getName().replace('.', '/') + ".class",
            "com/sun/jna/Native.class",
            "org/bytedeco/javacpp/Loader.class",
            "org/bytedeco/ffmpeg/global/avcodec.class",
            "org/bytedeco/javacpp/" + platform + "/" + System.mapLibraryName("jnijavacpp"),
            "org/bytedeco/ffmpeg/" + platform + "/" + System.mapLibraryName("jniavcodec"))) {
      URL url = DecoderMain.class.getClassLoader().getResource(resource);
      if (url == null) {
        return System.getProperty("java.class.path");
      }
      roots.add(root(url, resource));
    }
    return String.join(File.pathSeparator, roots);
  }

  /** The jar or directory that holds a resource. */
  private static String root(URL url, String resource) {
    String text = url.toString();
    String holder = text.substring(0, text.length() - resource.length());
    if (holder.startsWith("jar:")) {
      holder = holder.substring("jar:".length(), holder.lastIndexOf("!/"));
    }
    return Path.of(java.net.URI.create(holder)).toString();
  }
}
