package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.postura.store.Location;
import org.postura.store.Place;
import org.postura.store.Store;
import org.postura.video.VerdictCode;

/** Nights that plan, one after the other, what lies below a directory. */
abstract class Nights {
  @TempDir Path folder;
  Location in;
  OutputLayout layout;
  String single;
  Estimation estimation = Entries.ESTIMATION;
  Reprocess reprocess = Reprocess.CHANGED;
  boolean allowEmpty;
  private int night;

  void use(Place place) throws IOException {
    in = place.plain(folder).resolve("in/");
    layout = new OutputLayout(place.root(folder).resolve("out/").text());
    Place.write(in.resolve("day1/cam0.mp4"), "of day1");
    Place.write(in.resolve("day2/cam0.mp4"), "of day 2");
  }

  /** What a plan found, and what it says is to be done. */
  record Night(Planned planned, List<PlannedVideo> videos) {
    List<String> reasons() {
      return videos.stream().map(v -> v.output() + " " + v.reason()).sorted().toList();
    }
  }

  Night plan(String... inputs) throws IOException {
    String run = "2026-%03d".formatted(night++);
    List<PlannedVideo> watched = new ArrayList<>();
    Planned planned =
        Planner.plan(
            new Planner.Request(List.of(inputs), layout, single, estimation, reprocess, allowEmpty),
            run,
            new Planner.Watcher() {
              @Override
              public void planned(PlannedVideo video) {
                watched.add(video);
              }

              @Override
              public void alive() {
                // Nobody else wants the output.
              }
            });
    List<PlannedVideo> written = new ArrayList<>();
    if (planned.videos() > 0) {
      Place.read(layout.plan(run))
          .lines()
          .forEach(line -> written.addAll(Packet.parse(line).videos()));
    } else {
      assertTrue(Store.stat(layout.plan(run)).isEmpty());
    }
    assertEquals(watched, written);
    assertEquals(written.size(), planned.videos());
    assertEquals(List.of(), Place.below(layout.temporaries(run)));
    return new Night(planned, written);
  }

  /** Leaves what a run leaves that came to its end. */
  Night end(Night planned, Outcome outcome, VerdictCode code) throws IOException {
    String run = planned.planned().run();
    StringBuilder rows = new StringBuilder();
    for (PlannedVideo video : planned.videos()) {
      LedgerEntry entry = Entries.entry(run, video, outcome, code, estimation);
      rows.append(Json.line(entry)).append('\n');
      if (entry.published()) {
        Place.write(layout.at(video.output()), "landmarks");
      }
    }
    Place.write(layout.rows(run, "00000-of-00001"), rows.toString());
    new Settlement(layout, Map.of()).remove(run);
    return planned;
  }

  Night done(Night planned) throws IOException {
    return end(planned, Outcome.DONE, null);
  }
}
