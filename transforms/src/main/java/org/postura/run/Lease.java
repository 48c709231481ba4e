package org.postura.run;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * Who works on an output, until when. A run holds the lease of its output and renews it; one that
 * has died loses it when its term has passed, on the same machine at once.
 *
 * <p>Leases are numbered (fencing numbers), each an object of its own that is created only if
 * absent: of several that want the next number exactly one gets it. The highest number counts. A
 * run that finds a higher one than its own has been taken for dead, and ends.
 *
 * <p>On the local disk a file lock beside it tells for certain whether a holder on this machine is
 * alive: the operating system takes it back when the process ends, however it ends.
 */
public final class Lease implements AutoCloseable {
  /** System property: the term in seconds; 0 takes everybody else for dead, for tests. */
  public static final String TERM_PROPERTY = "postura.lease.seconds";

  private static final Duration TERM = Duration.ofSeconds(Long.getLong(TERM_PROPERTY, 60));
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String SUFFIX = ".json";
  private static final Pattern NAME = Pattern.compile("\\d{1,18}\\.json");

  /**
   * A lease as it is written down.
   *
   * @param run who holds it
   * @param owner process and host, for people
   * @param boot which start of which machine the holder runs on, or empty
   * @param since when it was taken, ISO 8601
   * @param until when it ends if it is not renewed, ISO 8601
   * @param released whether its holder has given it back
   */
  public record Holder(
      String run, String owner, String boot, String since, String until, boolean released) {
    public Holder {
      Objects.requireNonNull(run, "run");
      Objects.requireNonNull(boot, "boot");
      until = Instant.parse(until).toString();
    }
  }

  private final OutputLayout layout;
  private final Clock clock;
  private final FileChannel lock;
  private final Location file;
  private Holder holder;
  private Instant renewed;

  private Lease(OutputLayout layout, Clock clock, FileChannel lock, Location file, Holder holder) {
    this.layout = layout;
    this.clock = clock;
    this.lock = lock;
    this.file = file;
    this.holder = holder;
    this.renewed = clock.instant();
  }

  /**
   * Takes the lease.
   *
   * @throws HeldException if another run holds it
   * @throws IOException if the output can't be read or written
   */
  public static Lease take(OutputLayout layout, String run) throws IOException, HeldException {
    return take(layout, run, Clock.systemUTC());
  }

  static Lease take(OutputLayout layout, String run, Clock clock)
      throws IOException, HeldException {
    FileChannel lock = TERM.isZero() ? null : lock(layout);
    try {
      return number(layout, run, clock, lock);
    } catch (IOException | HeldException | RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      throw e;
    }
  }

  private static Lease number(OutputLayout layout, String run, Clock clock, FileChannel lock)
      throws IOException, HeldException {
    while (true) {
      List<Location> leases = leases(layout);
      Optional<Location> last =
          leases.isEmpty() ? Optional.empty() : Optional.of(leases.get(leases.size() - 1));
      Optional<Holder> other = last.isPresent() ? read(last.get()) : Optional.empty();
      if (other.isPresent() && holds(other.get(), run, clock, lock)) {
        throw new HeldException(layout, other.get());
      }
      long number = last.isPresent() ? number(last.get()) + 1 : 1;
      Location file =
          layout.leases().resolve(String.format(Locale.ROOT, "%010d%s", number, SUFFIX));
      Holder mine = holder(run, clock);
      if (Store.createIfAbsent(file, Json.bytes(mine))) {
        Store.delete(leases);
        return new Lease(layout, clock, lock, file, mine);
      }
    }
  }

  private static boolean holds(Holder other, String run, Clock clock, FileChannel lock) {
    if (other.released() || other.run().equals(run) || TERM.isZero()) {
      return false;
    }
    if (lock != null && !other.boot().isEmpty() && other.boot().equals(boot())) {
      return false; // We have the lock that it would have if it lived.
    }
    return clock.instant().isBefore(Instant.parse(other.until()));
  }

  private static Holder holder(String run, Clock clock) {
    Instant now = clock.instant();
    return new Holder(
        run, owner(), boot(), now.toString(), now.plus(TERM).toString(), /* released= */ false);
  }

  /**
   * Renews the lease when a quarter of its term has passed; to be called often.
   *
   * @throws LostException if another run has taken it
   * @throws IOException if the output can't be written
   */
  public synchronized void renew() throws IOException, LostException {
    Instant now = clock.instant();
    if (renewed == null || now.isBefore(renewed.plus(TERM.dividedBy(4)))) {
      return;
    }
    renewed = now;
    List<Location> leases = leases(layout);
    Location last = leases.isEmpty() ? file : leases.get(leases.size() - 1);
    if (number(last) > number(file)) {
      throw new LostException(layout, read(last));
    }
    holder =
        new Holder(
            holder.run(),
            holder.owner(),
            holder.boot(),
            holder.since(),
            now.plus(TERM).toString(),
            /* released= */ false);
    Store.replace(file, Json.bytes(holder));
  }

  /** Gives the lease back, if it is still ours. */
  @Override
  public synchronized void close() throws IOException {
    renewed = null;
    try {
      if (Store.stat(file).isPresent()) {
        Store.replace(
            file,
            Json.bytes(
                new Holder(
                    holder.run(),
                    holder.owner(),
                    holder.boot(),
                    holder.since(),
                    clock.instant().toString(),
                    /* released= */ true)));
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }

  /** All leases by their numbers. */
  private static List<Location> leases(OutputLayout layout) throws IOException {
    return Store.list(layout.leases(), SUFFIX).stream()
        .filter(lease -> NAME.matcher(lease.name()).matches())
        .toList();
  }

  private static Optional<Holder> read(Location lease) throws IOException {
    try {
      return Store.read(lease).map(bytes -> Json.parse(bytes, Holder.class));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Nobody can be told from it.
    }
  }

  private static long number(Location lease) {
    String name = lease.name();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** The lock of a local output, null elsewhere. */
  private static FileChannel lock(OutputLayout layout) throws IOException, HeldException {
    if (!layout.lock().isLocal()) {
      return null;
    }
    Path file = layout.lock().path().toAbsolutePath();
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by a run in this same JVM.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    List<Location> leases = leases(layout);
    Optional<Holder> other =
        leases.isEmpty() ? Optional.empty() : read(leases.get(leases.size() - 1));
    throw new HeldException(layout, other.orElse(null));
  }

  private static String owner() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      host = "a host without a name";
    }
    return "process %d on %s".formatted(ProcessHandle.current().pid(), host);
  }

  private static String boot() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** A new id for a run: ids sort by time; the random end keeps two of one second apart. */
  public static String newRun() {
    String time = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    List<String> parts = new ArrayList<>(List.of(time.replaceAll("[-:]", "")));
    parts.add(UUID.randomUUID().toString().substring(0, 4));
    return String.join("-", parts);
  }

  /** Another run works on the output. */
  public static final class HeldException extends Exception {
    HeldException(OutputLayout layout, Holder holder) {
      super(
          holder == null || holder.released()
              ? "Another run works on the output %s; wait for it, or give another --output"
                  .formatted(layout)
              : ("Another run works on the output %s: %s (%s) holds its lease since %s, until %s if"
                      + " it doesn't renew it; wait for it, or give another --output")
                  .formatted(layout, holder.run(), holder.owner(), holder.since(), holder.until()));
    }
  }

  /** Another run has taken the lease. */
  public static final class LostException extends Exception {
    LostException(OutputLayout layout, Optional<Holder> holder) {
      super(
          "The output %s was taken over by another run%s, which took this one for dead"
              .formatted(
                  layout, holder.map(h -> ", %s (%s)".formatted(h.run(), h.owner())).orElse("")));
    }
  }
}
