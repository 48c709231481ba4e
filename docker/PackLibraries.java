import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Run while the image is built: copies the jars of a directory, unpacks the native libraries that
 * this platform needs and leaves all native files out of the copies, so that nothing is unpacked
 * when the image runs; and collects the licences and notices that the jars carry.
 *
 * <p>usage: java PackLibraries.java JARS LIB NATIVE LICENSES
 *
 * <p>The same jars give the same bytes.
 */
final class PackLibraries {
  /** What this platform needs of the native files, and where it goes below NATIVE. */
  private static final Map<Pattern, String> WANTED = new LinkedHashMap<>();

  static {
    // JavaCPP finds these on the class path under their own names and loads them where they lie. Only decoding is used
    // of FFmpeg: no devices, no filters, no programs.
    want("org/bytedeco/(javacpp|ffmpeg)/linux-x86_64/(?!.*(avdevice|avfilter)).*\\.so(\\.\\d+)?", "$0");
    want("ai/onnxruntime/native/linux-x64/(lib.*\\.so)", "$1");
    want("linux/amd64/(libzstd-jni-.*\\.so)", "libzstd-jni.so");
    want("org/xerial/snappy/native/Linux/x86_64/(libsnappyjava\\.so)", "$1");
    want("org/jline/nativ/Linux/x86_64/(libjlinenative\\.so)", "$1");
    want("com/sun/jna/linux-x86-64/(libjnidispatch\\.so)", "$1");
    // Conscrypt and Netty bring another TLS each; Java's own serves.
  }

  /** Anything native, and what only builds or debugs it. */
  private static final Pattern NATIVE =
      Pattern.compile(
          ".*(\\.so(\\.\\d+)*|\\.dll|\\.dylib|\\.jnilib|\\.pdb|\\.a)|.*\\.dSYM/.*|com/sun/jna/aix-.*\\.a"
              + "|org/bytedeco/ffmpeg/linux-x86_64/ff(mpeg|probe)|win/.*\\.dll|aix/.*|freebsd/.*");

  private static final Pattern LICENCE =
      Pattern.compile(
          "(META-INF/([^/]*/)?)?([^/]*(LICEN[CS]E|NOTICE|COPYING|COPYRIGHT|ThirdPartyNotices)[^/]*)",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> SEEN = new TreeSet<>();

  private PackLibraries() {}

  public static void main(String[] args) throws IOException {
    Path jars = Path.of(args[0]);
    Path lib = Files.createDirectories(Path.of(args[1]));
    Path natives = Files.createDirectories(Path.of(args[2]));
    Path licences = Files.createDirectories(Path.of(args[3]));
    List<Path> files;
    try (Stream<Path> all = Files.list(jars)) {
      files = all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : files) {
      pack(jar, lib.resolve(jar.getFileName()), natives, licences.resolve(name(jar)));
    }
    for (Pattern pattern : WANTED.keySet()) {
      if (SEEN.stream().noneMatch(entry -> pattern.matcher(entry).matches())) {
        System.err.println("no jar holds " + pattern); // A library has gone, or has moved its files.
      }
    }
  }

  private static void want(String entry, String target) {
    WANTED.put(Pattern.compile(entry), target);
  }

  private static String name(Path jar) {
    return jar.getFileName().toString().replaceFirst("\\.jar$", "");
  }

  private static void pack(Path jar, Path copy, Path natives, Path licences) throws IOException {
    Set<String> written = new HashSet<>();
    try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)));
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        byte[] bytes = in.readAllBytes();
        String entryName = entry.getName();
        unpack(entryName, bytes, natives);
        if (LICENCE.matcher(entryName).matches() && !entryName.endsWith(".class")) {
          write(licences.resolve(entryName.replaceFirst("^META-INF/", "")), bytes);
        }
        if (!NATIVE.matcher(entryName).matches() && written.add(entryName)) {
          ZipEntry kept = new ZipEntry(entryName);
          kept.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
          out.putNextEntry(kept);
          out.write(bytes);
          out.closeEntry();
        }
      }
    }
  }

  private static void unpack(String entry, byte[] bytes, Path natives) throws IOException {
    for (Map.Entry<Pattern, String> wanted : WANTED.entrySet()) {
      if (wanted.getKey().matcher(entry).matches()) {
        SEEN.add(entry);
        Path file =
            write(natives.resolve(wanted.getKey().matcher(entry).replaceFirst(wanted.getValue())), bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static Path write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(bytes);
    }
    return file;
  }
}
