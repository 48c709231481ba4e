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
  private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String SUFFIX = ".json";
  private static final Pattern NAME = Pattern.compile("\\d{1,18}\\.json");

  private final OutputLayout layout;
  private final Clock clock;
  private final FileChannel lock;
  private final Location file;
  private LeaseHolder holder;
  private Instant renewed;

  private Lease(
      OutputLayout layout, Clock clock, FileChannel lock, Location file, LeaseHolder holder) {
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
   * @throws LeaseHeldException if another run holds it
   * @throws IOException if the output can't be read or written
   */
  public static Lease take(OutputLayout layout, String run) throws IOException, LeaseHeldException {
    return take(layout, run, Clock.systemUTC());
  }

  static Lease take(OutputLayout layout, String run, Clock clock)
      throws IOException, LeaseHeldException {
    FileChannel lock = TERM.isZero() ? null : lock(layout);
    try {
      return number(layout, run, clock, lock);
    } catch (IOException | LeaseHeldException | RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      throw e;
    }
  }

  private static Lease number(OutputLayout layout, String run, Clock clock, FileChannel lock)
      throws IOException, LeaseHeldException {
    while (true) {
      List<Location> leases = leases(layout);
      Optional<Location> last =
          leases.isEmpty() ? Optional.empty() : Optional.of(leases.get(leases.size() - 1));
      Optional<LeaseHolder> other = last.isPresent() ? read(last.get()) : Optional.empty();
      if (other.isPresent() && holds(other.get(), run, clock, lock)) {
        throw new LeaseHeldException(layout, other.get(), /* locked= */ false);
      }
      long number = last.isPresent() ? number(last.get()) + 1 : 1;
      Location file =
          layout.leases().resolve(String.format(Locale.ROOT, "%010d%s", number, SUFFIX));
      LeaseHolder mine = holder(run, clock);
      if (Store.createIfAbsent(file, Json.bytes(mine))) {
        Store.delete(leases);
        return new Lease(layout, clock, lock, file, mine);
      }
    }
  }

  private static boolean holds(LeaseHolder other, String run, Clock clock, FileChannel lock) {
    if (other.released() || other.run().equals(run) || TERM.isZero()) {
      return false;
    }
    LeaseHolder self = holder(run, clock);
    if (!self.boot().isEmpty() && self.boot().equals(other.boot())) {
      // On this machine a holder that has lost its lock, or whose process has gone, is dead.
      boolean gone =
          !self.pids().isEmpty()
              && self.pids().equals(other.pids())
              && ProcessHandle.of(other.pid()).isEmpty();
      if (lock != null || gone) {
        return false;
      }
    }
    return clock.instant().isBefore(Instant.parse(other.until()));
  }

  private static LeaseHolder holder(String run, Clock clock) {
    Instant now = clock.instant();
    return new LeaseHolder(
        run,
        owner(),
        ProcessHandle.current().pid(),
        boot(),
        pids(),
        now.toString(),
        now.plus(TERM).toString(),
        /* released= */ false);
  }

  /**
   * Renews the lease when a quarter of its term has passed; to be called often.
   *
   * @throws LeaseLostException if another run has taken it
   * @throws IOException if the output can't be written any more, for a whole term
   */
  public synchronized void renew() throws IOException, LeaseLostException {
    Instant now = clock.instant();
    if (renewed == null || now.isBefore(renewed.plus(TERM.dividedBy(4)))) {
      return;
    }
    renewed = now;
    try {
      renew(now);
    } catch (IOException e) {
      if (!now.isBefore(Instant.parse(holder.until()))) {
        throw e;
      }
      // There are some more tries until the term has passed.
    }
  }

  private void renew(Instant now) throws IOException, LeaseLostException {
    List<Location> leases = leases(layout);
    Location last = leases.isEmpty() ? file : leases.get(leases.size() - 1);
    if (number(last) > number(file)) {
      throw new LeaseLostException(layout, read(last));
    }
    LeaseHolder longer = holder.until(now.plus(TERM), /* givenBack= */ false);
    Store.replace(file, Json.bytes(longer));
    holder = longer;
  }

  /** Gives the lease back, if it is still ours. */
  @Override
  public synchronized void close() throws IOException {
    renewed = null;
    try {
      if (Store.stat(file).isPresent()) {
        Store.replace(file, Json.bytes(holder.until(clock.instant(), /* givenBack= */ true)));
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

  private static Optional<LeaseHolder> read(Location lease) throws IOException {
    try {
      return Store.read(lease).map(bytes -> Json.parse(bytes, LeaseHolder.class));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Nobody can be told from it.
    }
  }

  private static long number(Location lease) {
    String name = lease.name();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** The lock of a local output, null elsewhere. */
  private static FileChannel lock(OutputLayout layout) throws IOException, LeaseHeldException {
    if (!layout.lock().isLocal()) {
      return null;
    }
    Path file = layout.lock().path().toAbsolutePath();
    Files.createDirectories(file.resolveSibling(""));
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
    Optional<LeaseHolder> other =
        leases.isEmpty() ? Optional.empty() : read(leases.get(leases.size() - 1));
    throw new LeaseHeldException(layout, other.orElse(null), /* locked= */ true);
  }

  private static String owner() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      host = "a host without a name";
    }
    return String.format(Locale.ROOT, "process %d on %s", ProcessHandle.current().pid(), host);
  }

  private static String boot() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String pids() {
    try {
      return Files.readSymbolicLink(PID_NAMESPACE).toString();
    } catch (IOException | UnsupportedOperationException e) {
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
}
