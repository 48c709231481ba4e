package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Location;
import org.postura.store.ObjectStore;
import org.postura.store.Place;
import org.postura.store.Store;
import org.postura.video.VerdictCode;

/** What a night finds to do, on the local disk and in an object store. */
class PlannerTest extends Nights {
  private void touch(Place place, Location video) throws IOException {
    byte[] bytes = Store.read(video).orElseThrow();
    if (place == Place.DISK) {
      java.nio.file.Files.setLastModifiedTime(
          video.path(), java.nio.file.attribute.FileTime.fromMillis(5_000));
    } else {
      ObjectStore store = Place.store(folder);
      String name = video.text().substring(store.uri("").length());
      store.put(name, bytes);
      store.touch(name, java.time.Instant.ofEpochMilli(5_000));
    }
  }

  @ParameterizedTest
  @EnumSource
  void newVideosAndThenNone(Place place) throws IOException {
    use(place);

    Night first = done(plan(in.text()));
    assertEquals(
        List.of("landmarks/day1/cam0.mp4.jsonl NEW", "landmarks/day2/cam0.mp4.jsonl NEW"),
        first.reasons());
    assertEquals(15, first.planned().bytes());
    assertEquals(Map.of("NEW", 2L), first.planned().reasons());
    assertEquals(0, first.planned().upToDate());

    Night second = plan(in.text());
    assertEquals(List.of(), second.reasons());
    assertEquals(2, second.planned().upToDate());
    assertEquals(List.of(), Place.below(layout.runs()));
  }

  @ParameterizedTest
  @EnumSource
  void planningOpensNoVideo(Place place) throws IOException {
    use(place);
    if (place == Place.MEMORY) {
      Place.store(folder)
          .on(org.postura.store.Operation.OPEN, "**/in/**")
          .fail(org.postura.store.Fault.accessDenied());
    } else {
      for (String day : List.of("day1", "day2")) {
        java.nio.file.Files.setPosixFilePermissions(
            in.resolve(day + "/cam0.mp4").path(), java.util.Set.of());
      }
    }

    assertEquals(2, plan(in.text()).videos().size());
  }

  @ParameterizedTest
  @EnumSource
  void otherBytesOptionsAndLostLandmarks(Place place) throws IOException {
    use(place);
    done(plan(in.text()));

    Place.write(in.resolve("day1/cam0.mp4"), "other bytes");
    assertEquals(List.of("landmarks/day1/cam0.mp4.jsonl BYTES"), plan(in.text()).reasons());

    Store.delete(List.of(layout.at("landmarks/day2/cam0.mp4.jsonl")));
    assertEquals(
        List.of("landmarks/day1/cam0.mp4.jsonl BYTES", "landmarks/day2/cam0.mp4.jsonl OUTPUT_GONE"),
        plan(in.text()).reasons());

    estimation =
        new Estimation(
            Entries.ESTIMATION.poses().withNumPoses(2),
            6,
            Entries.ESTIMATION.format(),
            Entries.ESTIMATION.limits());
    done(plan(in.text()));
    assertEquals(2, plan(in.text()).planned().upToDate());

    estimation = Entries.ESTIMATION;
    assertEquals(
        List.of("landmarks/day1/cam0.mp4.jsonl OPTIONS", "landmarks/day2/cam0.mp4.jsonl OPTIONS"),
        plan(in.text()).reasons());
  }

  @ParameterizedTest
  @EnumSource
  void touchedVideoIsLookedAt(Place place) throws IOException {
    use(place);
    done(plan(in.text()));

    touch(place, in.resolve("day1/cam0.mp4"));
    Night night = plan(in.text());

    if (place == Place.MEMORY) { // The store's checksum tells already that nothing has changed.
      assertEquals(List.of(), night.reasons());
      return;
    }
    assertEquals(List.of("landmarks/day1/cam0.mp4.jsonl TOUCHED"), night.reasons());
    assertEquals(
        Long.parseUnsignedLong(Entries.HASH.substring(0, 16), 16),
        Long.parseUnsignedLong(night.videos().get(0).expected(), 16));
    end(night, Outcome.UNCHANGED, null);
    assertEquals(2, plan(in.text()).planned().upToDate());
  }

  /** It is compared as any other, and stands if its bytes are the same. */
  @ParameterizedTest
  @EnumSource
  void failureThatWasTouchedStands(Place place) throws IOException {
    use(place);
    end(plan(in.text()), Outcome.FAILED, VerdictCode.CORRUPT);

    touch(place, in.resolve("day1/cam0.mp4"));
    Night night = plan(in.text());

    // A store with checksums knows better than the time.
    assertEquals(
        place == Place.MEMORY ? List.of() : List.of("landmarks/day1/cam0.mp4.jsonl TOUCHED"),
        night.reasons());
    night.videos().forEach(video -> assertEquals(VerdictCode.CORRUPT, video.standing()));
  }

  @ParameterizedTest
  @EnumSource
  void goneAndRenamed(Place place) throws IOException {
    use(place);
    done(plan(in.text()));
    String old = in.resolve("day1/cam0.mp4").toString();

    Location renamed = in.resolve("moved.mp4");
    Store.rename(in.resolve("day1/cam0.mp4"), renamed);
    Night night = done(plan(in.text()));

    assertEquals(List.of("landmarks/moved.mp4.jsonl NEW"), night.reasons());
    assertEquals(0, night.planned().gone());
    assertEquals(List.of(), night.planned().goneVideos());
    assertEquals(List.of(new Planned.Renamed(old, renamed.toString())), night.planned().renamed());

    Store.delete(List.of(renamed, in.resolve("day2/cam0.mp4")));
    Place.write(in.resolve("x.mp4"), "another video");
    Night later = plan(in.text());
    assertEquals(3, later.planned().gone());
    assertEquals(List.of(), later.planned().renamed());

    // What these inputs would not find is not missed.
    assertEquals(0, plan(in.resolve("x.mp4").text()).planned().gone());
  }

  @ParameterizedTest
  @EnumSource
  void failuresStandOrAreTriedAgain(Place place) throws IOException {
    use(place);
    end(plan(in.text()), Outcome.FAILED, VerdictCode.NOT_A_VIDEO);

    Night night = plan(in.text());
    assertEquals(List.of(), night.reasons());
    assertEquals(0, night.planned().upToDate());
    assertEquals(2, night.planned().standing());
    Planned.Standing standing = night.planned().standingFailures().get(0);
    assertEquals("FAILED", standing.outcome());
    assertEquals("NOT_A_VIDEO", standing.code());
    assertEquals("a message", standing.message());
    assertTrue(standing.uri().endsWith("cam0.mp4"), standing::uri);

    for (VerdictCode passing :
        List.of(
            VerdictCode.IO_ERROR,
            VerdictCode.TIMED_OUT,
            VerdictCode.INTERNAL,
            VerdictCode.ACCESS_DENIED)) {
      reprocess = Reprocess.ALL;
      end(plan(in.text()), Outcome.FAILED, passing);
      reprocess = Reprocess.CHANGED;
      assertEquals(Map.of("RETRY", 2L), plan(in.text()).planned().reasons(), passing.name());
    }
    reprocess = Reprocess.ALL;
    end(plan(in.text()), Outcome.FAILED, VerdictCode.LIMIT_EXCEEDED);
    reprocess = Reprocess.CHANGED;
    assertEquals(2, plan(in.text()).planned().standing());
    estimation =
        new Estimation(
            estimation.poses(),
            6,
            estimation.format(),
            estimation.limits().withMaxDuration(Duration.ofHours(1)));
    assertEquals(Map.of("LIMITS", 2L), plan(in.text()).planned().reasons());
  }

  @ParameterizedTest
  @EnumSource
  void missingFileIsLookedForEveryTime(Place place) throws IOException {
    use(place);
    Location missing = in.resolve("later.mp4");

    Night first = end(plan(missing.text()), Outcome.FAILED, VerdictCode.NOT_FOUND);
    assertEquals(List.of("landmarks/later.mp4.jsonl NEW"), first.reasons());
    assertEquals(List.of("landmarks/later.mp4.jsonl RETRY"), plan(missing.text()).reasons());

    Place.write(missing, "here it is");
    assertEquals(1, plan(missing.text()).videos().size());
  }

  @ParameterizedTest
  @EnumSource
  void completeLandmarksAreNotToBeReplacedByAPart(Place place) throws IOException {
    use(place);
    assertEquals(false, done(plan(in.text())).videos().get(0).replaces());

    reprocess = Reprocess.ALL;
    assertEquals(true, plan(in.text()).videos().get(0).replaces());

    Place.write(in.resolve("day1/cam0.mp4"), "other bytes");
    Place.write(in.resolve("day2/cam0.mp4"), "other bytes");
    assertEquals(false, plan(in.text()).videos().get(0).replaces());
  }

  @ParameterizedTest
  @EnumSource
  void sameBytesElsewhereAreUpToDate(Place place) throws IOException {
    use(place);
    done(plan(in.resolve("day1/cam0.mp4").text()));

    Location moved = in.resolve("mount/cam0.mp4");
    Store.rename(in.resolve("day1/cam0.mp4"), moved);

    assertEquals(1, plan(moved.text()).planned().upToDate());
  }

  @ParameterizedTest
  @EnumSource
  void oneVideoThatTwoInputsMatchIsOne(Place place) throws IOException {
    use(place);

    assertEquals(2, plan(in.text(), in.text()).videos().size());
  }
}
