package org.postura.blazepose.persons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.Rules;

/**
 * Dolls that move in a plane, and networks that are never wrong but see only who is not hidden: a
 * region shows the nearest of them. Gives the number of each doll in each frame.
 */
final class Stage {
  private static final double SIZE = 0.2;
  private static final int NUM_POSES = 5;

  /** Closer than this, in sizes, who is behind can't be seen. */
  private static final double HIDDEN = 0.3;

  /** Farther than this, in sizes, a region does not show somebody. */
  private static final double REACH = 1;

  /**
   * A doll.
   *
   * @param x where the hips are at a time in seconds, in widths of the picture; NaN for not there
   * @param color 0 to 1
   */
  record Actor(DoubleUnaryOperator x, double color) {}

  private final List<Actor> actors;
  private final Roster roster;
  private final Random order;
  private final boolean mirrored;

  /**
   * @param actors the nearest last
   * @param order shuffles detections; null leaves them
   */
  Stage(List<Actor> actors, double memorySeconds, Random order, boolean mirrored) {
    this.actors = actors;
    this.order = order;
    this.mirrored = mirrored;
    roster = new Roster(memorySeconds, true, () -> new Trail(true, Rules.SOLUTIONS));
  }

  /** By frame: by actor the number, without those who have none or are hidden. */
  List<Map<Integer, Integer>> play(double seconds, double framesPerSecond) {
    List<Map<Integer, Integer>> numbers = new ArrayList<>();
    for (int k = 0; k < seconds * framesPerSecond; k++) {
      numbers.add(frame(k / framesPerSecond));
    }
    return numbers;
  }

  private Map<Integer, Integer> frame(double time) {
    long timeUs = 33_333 + Math.round(time * 1e6);
    List<Integer> visible = visible(time);
    List<Sighting> seen = new ArrayList<>();
    for (Person person : roster.followed()) {
      look(person.nextRegion(1, timeUs), person.trail(), false, visible, time, seen);
    }
    if (order != null) {
      Collections.shuffle(visible, order);
    }
    List<Roi> detections = new ArrayList<>();
    for (int actor : visible) {
      float side = (float) (2.5 * SIZE);
      detections.add(new Roi((float) x(actor, time), 0.5f, side, side, 0));
    }
    for (Regions.Wanted wanted :
        Regions.wanted(roster.followed(), roster.lost(), detections, 0.5f, 1, timeUs)) {
      if (seen.size() < NUM_POSES) {
        look(wanted.roi(), null, wanted.remembered(), visible, time, seen);
      }
    }
    Map<Integer, Integer> numbers = new TreeMap<>();
    for (Roster.Present present : roster.identify(seen, 1, timeUs)) {
      Body body = present.seen().body();
      int actor = nearest(body.image().x()[Body.CENTER], visible, time);
      present.person().trail().update(body, 1000, 1000, timeUs);
      present.person().keepRegion();
      if (present.person().isNumbered()) {
        numbers.put(actor, present.person().number());
      }
    }
    return numbers;
  }

  private double x(int actor, double time) {
    double x = actors.get(actor).x().applyAsDouble(time);
    return mirrored ? 1 - x : x;
  }

  private List<Integer> visible(double time) {
    List<Integer> visible = new ArrayList<>();
    for (int i = 0; i < actors.size(); i++) {
      boolean hidden = Double.isNaN(x(i, time));
      for (int j = i + 1; j < actors.size(); j++) {
        hidden |= Math.abs(x(i, time) - x(j, time)) < HIDDEN * SIZE;
      }
      if (!hidden) {
        visible.add(i);
      }
    }
    return visible;
  }

  private int nearest(double at, List<Integer> visible, double time) {
    int nearest = -1;
    for (int actor : visible) {
      if (nearest < 0 || Math.abs(x(actor, time) - at) < Math.abs(x(nearest, time) - at)) {
        nearest = actor;
      }
    }
    return nearest;
  }

  private void look(
      Roi roi,
      Trail trail,
      boolean remembered,
      List<Integer> visible,
      double time,
      List<Sighting> seen) {
    int actor = nearest(roi.xCenter(), visible, time);
    if (actor >= 0 && Math.abs(x(actor, time) - roi.xCenter()) < REACH * SIZE) {
      Sighting sighting = new Sighting();
      float color = (float) actors.get(actor).color();
      Dolls.place(sighting.body(), x(actor, time), 0.5, SIZE, color);
      sighting.read(trail, remembered, 1);
      seen.add(sighting);
    }
  }

  /** The numbers that each actor had, in the order in which they were given. */
  static Map<Integer, List<Integer>> numbersOf(List<Map<Integer, Integer>> frames) {
    Map<Integer, List<Integer>> all = new TreeMap<>();
    for (Map<Integer, Integer> frame : frames) {
      frame.forEach(
          (actor, number) -> {
            List<Integer> own = all.computeIfAbsent(actor, key -> new ArrayList<>());
            if (own.isEmpty() || !own.get(own.size() - 1).equals(number)) {
              own.add(number);
            }
          });
    }
    return all;
  }

  /** From one place to another between two times, and still before and after. */
  static DoubleUnaryOperator walk(double begin, double end, double from, double to) {
    return time -> from + (to - from) * Math.max(0, Math.min(1, (time - begin) / (end - begin)));
  }

  static Actor actor(double color, DoubleUnaryOperator x) {
    return new Actor(x, color);
  }

  static Stage of(Actor... actors) {
    return new Stage(Arrays.asList(actors), 1, null, false);
  }
}
