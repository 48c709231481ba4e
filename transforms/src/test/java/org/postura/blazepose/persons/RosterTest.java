package org.postura.blazepose.persons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postura.blazepose.persons.Stage.actor;
import static org.postura.blazepose.persons.Stage.numbersOf;
import static org.postura.blazepose.persons.Stage.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final double FPS = 20;

  @Test
  void whoCrossKeepTheirNumbers() {
    assertEquals(
        Map.of(0, List.of(0), 1, List.of(1)),
        numbersOf(
            Stage.of(actor(0.2, walk(0, 3, 0, 1)), actor(0.7, walk(0, 3, 1, 0))).play(3, FPS)));
  }

  @Test
  void whoLookTheSameAreToldApartByTheirMotion() {
    assertEquals(
        Map.of(0, List.of(0), 1, List.of(1)),
        numbersOf(
            Stage.of(actor(0.5, walk(0, 3, 0, 1)), actor(0.5, walk(0, 3, 1, 0))).play(3, FPS)));
  }

  @Test
  void whoMeetAndTurnBackKeepTheirNumbers() {
    assertEquals(
        Map.of(0, List.of(0), 1, List.of(1)),
        numbersOf(
            Stage.of(
                    actor(0.2, t -> t < 2 ? 0.2 * t : 0.8 - 0.2 * t),
                    actor(0.7, t -> t < 2 ? 0.84 - 0.2 * t : 0.04 + 0.2 * t))
                .play(4, FPS)));
  }

  @Test
  void whoStandBesideEachOtherAreTwo() {
    List<Map<Integer, Integer>> frames =
        Stage.of(actor(0.2, t -> 0.4), actor(0.3, walk(0, 1, 1, 0.5))).play(3, FPS);
    assertEquals(Map.of(0, List.of(0), 1, List.of(1)), numbersOf(frames));
    assertEquals(2, frames.get(frames.size() - 1).size());
  }

  @Test
  void whoComesBackWithinTheMemoryHasTheSameNumber() {
    assertEquals(Map.of(0, List.of(0)), numbersOf(Stage.of(gone(1, 1.9)).play(4, FPS)));
    assertEquals(Map.of(0, List.of(0, 1)), numbersOf(Stage.of(gone(1, 2.1)).play(4, FPS)));
  }

  private static Stage.Actor gone(double from, double to) {
    return actor(0.4, t -> t > from && t < to ? Double.NaN : 0.5);
  }

  @Test
  void whoComesInsteadIsAnother() {
    assertEquals(
        Map.of(0, List.of(0), 1, List.of(1)),
        numbersOf(
            Stage.of(
                    actor(0.2, t -> t < 1 ? 0.5 : Double.NaN),
                    actor(0.7, t -> t > 1.2 ? 0.5 : Double.NaN))
                .play(3, FPS)));
  }

  /** People who cross at random speeds, looks and places, and one who stands aside. */
  private static List<Stage.Actor> crossing(double speed, double other, double color) {
    return List.of(
        actor(color, walk(0, 8, 0, 8 * speed)),
        actor(color > 0.5 ? 0.1 : 0.9, walk(0, 8, 1, 1 - 8 * other)),
        actor(0.5, t -> 2.5));
  }

  @Property(tries = 60)
  void numbersDoNotDependOnTheOrderOfDetections(
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double speed,
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double other,
      @ForAll @DoubleRange(min = 0, max = 1) double color,
      @ForAll long seed) {
    List<Stage.Actor> actors = crossing(speed, other, color);
    List<Map<Integer, Integer>> plain = new Stage(actors, 1, null, false).play(5, FPS);
    List<Map<Integer, Integer>> shuffled =
        new Stage(actors, 1, new Random(seed), false).play(5, FPS);
    assertEquals(renamed(plain), renamed(shuffled));
    assertEveryActorHasOneNumber(plain);
  }

  @Property(tries = 60)
  void numbersAreTheSameInAMirror(
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double speed,
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double other,
      @ForAll @DoubleRange(min = 0, max = 1) double color) {
    List<Stage.Actor> actors = crossing(speed, other, color);
    assertEquals(
        numbersOf(new Stage(actors, 1, null, false).play(5, FPS)),
        numbersOf(new Stage(actors, 1, null, true).play(5, FPS)));
  }

  @Property(tries = 60)
  void numbersAreTheSameAtHalfTheFrameRate(
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double speed,
      @ForAll @DoubleRange(min = 0.1, max = 0.5) double other,
      @ForAll @DoubleRange(min = 0, max = 1) double color) {
    List<Stage.Actor> actors = crossing(speed, other, color);
    List<Map<Integer, Integer>> whole = new Stage(actors, 1, null, false).play(5, FPS);
    List<Map<Integer, Integer>> half = new Stage(actors, 1, null, false).play(5, FPS / 2);
    assertEquals(numbersOf(whole), numbersOf(half));
  }

  private static void assertEveryActorHasOneNumber(List<Map<Integer, Integer>> frames) {
    numbersOf(frames).forEach((actor, own) -> assertEquals(1, own.size(), "actor " + actor));
    assertTrue(frames.get(0).size() == 3, "all are there from the beginning");
  }

  /** Numbers in the order in which they turn up, actor by actor. */
  private static List<Map<Integer, Integer>> renamed(List<Map<Integer, Integer>> frames) {
    List<Integer> known = new ArrayList<>();
    List<Map<Integer, Integer>> renamed = new ArrayList<>();
    for (Map<Integer, Integer> frame : frames) {
      Map<Integer, Integer> names = new TreeMap<>();
      for (int actor : new TreeSet<>(frame.keySet())) {
        if (!known.contains(frame.get(actor))) {
          known.add(frame.get(actor));
        }
        names.put(actor, known.indexOf(frame.get(actor)));
      }
      renamed.add(names);
    }
    return renamed;
  }
}
