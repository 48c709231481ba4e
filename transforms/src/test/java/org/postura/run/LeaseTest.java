package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Location;
import org.postura.store.Place;

class LeaseTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration TERM = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Hands clock = new Hands();
  private OutputLayout layout;

  /** A clock that is set by hand. */
  private static final class Hands extends Clock {
    private Instant now = NOON;

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void use(Place place) {
    layout = new OutputLayout(place.root(folder).text());
  }

  private Lease take(String run) throws IOException, LeaseHeldException {
    return Lease.take(layout, run, clock);
  }

  private Location lease(int number) {
    return layout.leases().resolve("%010d.json".formatted(number));
  }

  private LeaseHolder holder(int number) throws IOException {
    return Json.parse(Place.read(lease(number)), LeaseHolder.class);
  }

  /** As somebody on another machine has left it. */
  private void leave(int number, String run, String boot, Instant until) throws IOException {
    Place.write(
        lease(number),
        Json.line(
            new LeaseHolder(
                run,
                "process 7 on another",
                7,
                boot,
                "",
                NOON.toString(),
                until.toString(),
                false)));
  }

  @ParameterizedTest
  @EnumSource
  void secondIsToldWhoHoldsIt(Place place) throws Exception {
    use(place);
    try (Lease first = take("first")) {
      LeaseHeldException e = assertThrows(LeaseHeldException.class, () -> take("second"));

      assertTrue(
          e.getMessage()
              .startsWith("Another run works on the output " + layout + ": first (process"),
          e::getMessage);
      assertTrue(
          e.getMessage()
              .contains(
                  "has held its lease since 2026-11-25T12:00:00Z, and until 2026-11-25T12:01:00Z"),
          e::getMessage);
      assertEquals("first", holder(1).run());
      first.renew();
    }
    assertEquals(true, holder(1).released());
  }

  @ParameterizedTest
  @EnumSource
  void releasedLeaseIsFreeAtOnceAndNumbersGoUp(Place place) throws Exception {
    use(place);
    for (int number = 1; number <= 12; number++) {
      try (Lease lease = take("run " + number)) {
        lease.renew();
        assertEquals(List.of(lease(number).name()), Place.below(layout.leases()), "older ones go");
        assertEquals("run " + number, holder(number).run());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void holderOfAnotherMachineIsWaitedForToTheEndOfItsTerm(Place place) throws Exception {
    use(place);
    leave(7, "theirs", "another boot", NOON.plus(TERM));
    LeaseHeldException e = assertThrows(LeaseHeldException.class, () -> take("ours"));
    assertTrue(e.getMessage().contains("theirs (process 7 on another)"), e::getMessage);

    clock.forward(TERM.minusMillis(1));
    assertThrows(LeaseHeldException.class, () -> take("ours"));

    clock.forward(Duration.ofMillis(1));
    try (Lease lease = take("ours")) {
      assertEquals("ours", holder(8).run());
      lease.renew();
    }
  }

  @ParameterizedTest
  @EnumSource
  void renewedLeaseLasts(Place place) throws Exception {
    use(place);
    try (Lease lease = take("first")) {
      clock.forward(TERM.dividedBy(4).minusMillis(1));
      lease.renew();
      assertEquals(NOON.plus(TERM).toString(), holder(1).until(), "too early");

      for (int i = 0; i < 20; i++) {
        clock.forward(TERM.dividedBy(4));
        lease.renew();
        assertEquals(clock.instant().plus(TERM).toString(), holder(1).until());
        assertEquals(NOON.toString(), holder(1).since());
        assertThrows(LeaseHeldException.class, () -> take("second"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void holderThatWasTakenForDeadIsToldSo(Place place) throws Exception {
    use(place);
    try (Lease first = take("first")) {
      leave(2, "second", "another boot", NOON.plus(TERM.multipliedBy(2)));
      clock.forward(TERM);

      LeaseLostException e = assertThrows(LeaseLostException.class, first::renew);

      assertTrue(
          e.getMessage().contains("taken over by another run, second (process 7 on another)"),
          e::getMessage);
    }
    assertEquals(false, holder(2).released(), "what is another's is not given back");
  }

  @Test
  void expiredLeaseIsTakenWhileItsHolderSleeps() throws Exception {
    use(Place.MEMORY);
    Lease first = take("first");
    clock.forward(TERM);
    try (Lease second = take("second")) {
      assertThrows(LeaseLostException.class, first::renew);
      first.close();
      assertEquals(List.of("0000000002.json"), Place.below(layout.leases()));
      assertEquals("second", holder(2).run());
      second.renew();
    }
  }

  @ParameterizedTest
  @EnumSource
  void runThatGoesOnTakesItsOwnLease(Place place) throws Exception {
    use(place);
    leave(3, "mine", "another boot", NOON.plus(TERM));

    try (Lease lease = take("mine")) {
      assertEquals("mine", holder(4).run());
      lease.renew();
    }
  }

  @ParameterizedTest
  @EnumSource
  void leaseThatCannotBeReadIsNobodys(Place place) throws Exception {
    use(place);
    Place.write(lease(1), "half a le");
    Place.write(layout.leases().resolve("readme.json"), "{}");

    try (Lease lease = take("mine")) {
      lease.renew();
      assertEquals("mine", holder(2).run());
    }
  }

  /** The operating system has given its lock back, whatever it promised. */
  @Test
  void deadHolderOnThisMachineIsNotWaitedFor() throws Exception {
    use(Place.DISK);
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    leave(1, "dead", boot, NOON.plus(TERM));

    try (Lease lease = take("mine")) {
      lease.renew();
      assertEquals("mine", holder(2).run());
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyWhoWantAnExpiredOneExactlyOneGetsIt(Place place) throws Exception {
    use(place);
    leave(41, "dead", "another boot", NOON);
    List<Callable<Lease>> takers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String run = "taker " + i;
      takers.add(() -> take(run));
    }
    List<Lease> taken = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Lease> result : threads.invokeAll(takers)) {
        try {
          taken.add(result.get());
        } catch (ExecutionException e) {
          assertTrue(e.getCause() instanceof LeaseHeldException, e::toString);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, taken.size());
    assertEquals(List.of("0000000042.json"), Place.below(layout.leases()));
    taken.get(0).renew();
    taken.get(0).close();
  }

  /** What was written a moment ago may be missing from a listing. */
  @Test
  void lateListingGivesNoSecondLease() throws Exception {
    use(Place.MEMORY);
    Place.store(folder).listLate(3);
    try (Lease first = take("first")) {
      assertThrows(LeaseHeldException.class, () -> take("second"));
      first.renew();
    }
  }

  @Test
  void idsOfRunsSortByTime() {
    String run = Lease.newRun();

    assertTrue(run.matches("\\d{8}T\\d{6}Z-[0-9a-f]{4}"), run);
    assertEquals(run, OutputLayout.checkedRun(run));
  }
}
