package org.postura.blazepose.persons;

import java.util.ArrayList;
import java.util.List;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.filter.FilterClock;
import org.postura.blazepose.network.BodyNetwork;
import org.postura.blazepose.network.PersonDetector;
import org.postura.blazepose.network.Rules;
import org.postura.landmarks.Pose;
import org.postura.video.Frame;

/**
 * postura's own tracker: one number a body for as long as it is there, and for a while after.
 *
 * <p>Everybody followed is looked at where the last frame left them; where there is room, the
 * detector looks for others. Bodies then are given to persons: of two poses that are one body, one
 * stays; where persons are or were close, or somebody is missed, the cheapest assignment by {@link
 * Evidence} decides who is who. All that is remembered of a video is in here.
 */
public final class PersonTracker implements Tracker {
  private final int numPoses;
  private final boolean smoothing;
  private final float minOverlap;
  private final Rules rules;
  private final FilterClock clock;
  private final PersonDetector detector;
  private final BodyNetwork network;
  private final Roster roster;
  private final List<Sighting> memory = new ArrayList<>();

  /** With one pose a frame everybody follows this trail, whose filters outlive gaps. */
  private final Trail only;

  public PersonTracker(
      int numPoses,
      boolean smoothing,
      float minOverlap,
      double personMemory,
      Rules rules,
      FilterClock clock,
      PersonDetector detector,
      BodyNetwork network) {
    this.numPoses = numPoses;
    this.smoothing = smoothing;
    this.minOverlap = minOverlap;
    this.rules = rules;
    this.clock = clock;
    this.detector = detector;
    this.network = network;
    only = numPoses == 1 ? new Trail(smoothing, rules) : null;
    roster = new Roster(personMemory, numPoses > 1, this::newTrail);
    for (int i = 0; i < numPoses; i++) {
      memory.add(new Sighting());
    }
  }

  private Trail newTrail() {
    return only == null ? new Trail(smoothing, rules) : only;
  }

  @Override
  public List<Pose> track(Frame frame) {
    long timeUs = clock.next(frame.timeUs());
    double aspect = (double) frame.height() / frame.width();
    List<Pose> poses = new ArrayList<>();
    for (Roster.Present present : roster.identify(look(frame, aspect, timeUs), aspect, timeUs)) {
      Sighting seen = present.seen();
      present.person().trail().update(seen.body(), frame.width(), frame.height(), timeUs);
      present.person().keepRegion();
      if (present.person().isNumbered()) {
        poses.add(seen.body().toPose(present.person().number()));
      }
    }
    return poses;
  }

  /** The bodies in the regions of those followed, and in those where the detector sees others. */
  private List<Sighting> look(Frame frame, double aspect, long timeUs) {
    List<Sighting> seen = new ArrayList<>();
    List<Person> followed = roster.followed();
    for (Person person : followed) {
      measure(frame, person.nextRegion(aspect, timeUs), person.trail(), false, aspect, seen);
    }
    int room = numPoses - followed.size();
    if (room > 0) {
      List<Regions.Wanted> others =
          Regions.wanted(
              followed, roster.lost(), detector.detect(frame), minOverlap, aspect, timeUs);
      for (Regions.Wanted other : others.subList(0, Math.min(room, others.size()))) {
        measure(frame, other.roi(), null, other.remembered(), aspect, seen);
      }
    }
    return seen;
  }

  private void measure(
      Frame frame, Roi roi, Trail trail, boolean remembered, double aspect, List<Sighting> seen) {
    Sighting next = memory.get(seen.size());
    if (network.measure(frame, roi, next.body())) {
      next.read(trail, remembered, aspect);
      seen.add(next);
    }
  }
}
