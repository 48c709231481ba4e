package org.postura.blazepose.persons;

/**
 * How badly a body fits a person: a sum of squares, each in units of what is usual, and each
 * bounded so that none decides alone. Place, size, colours and proportions count.
 *
 * <p>The usual deviations are those of people who are followed undisturbed, generously: in the
 * clips of {@code scripts/check-persons} their squares are below 1 in nearly all frames, and those
 * of one person taken for another about 16.
 */
final class Evidence {
  /** Sizes of the person between prediction and body, from one frame to the next. */
  private static final double PLACE = 0.12;

  /** Sizes of the person a second by which the prediction gets worse: half of a walk's 1.4 m. */
  private static final double PLACE_PER_SECOND = 0.7;

  /** Logarithm of the ratio of sizes: somebody who bends or lifts the arms. */
  private static final double SIZE = 0.25;

  private static final double SIZE_PER_SECOND = 0.25;

  /** Distance of colours, 0 to 1, that light and pose make. */
  private static final double COLOR = 0.06;

  /** Logarithm of the ratio of bones' lengths. */
  private static final double BONES = 0.2;

  private static final double MOST_PLACE = 16;
  private static final double MOST_SIZE = 9;
  private static final double MOST_COLOR = 16;
  private static final double MOST_BONES = 4;

  /** Deviations squared within which a place or a size is possible. */
  private static final double IN_REACH = 6;

  /** Deviations squared from which a place is odd for somebody who is followed. */
  private static final double ASTRAY = 2;

  /** Deviations squared from which a place is not this person's. */
  private static final double ELSEWHERE = 9;

  private Evidence() {}

  /** The cost of taking this body for this person. */
  static double cost(Person person, Sighting seen, long timeUs) {
    double bones = person.look().boneDistance(seen.look()) / BONES;
    return placeCost(person, seen, timeUs)
        + sizeCost(person, seen, timeUs)
        + colorCost(person, seen.look())
        + Math.min(bones * bones, MOST_BONES);
  }

  /** Whether this body is where somebody out of sight may be by now. */
  static boolean isInReach(Person person, Sighting seen, long timeUs) {
    return placeCost(person, seen, timeUs) < IN_REACH && sizeCost(person, seen, timeUs) < IN_REACH;
  }

  /** Whether a body is so far from where this person should be that it is another. */
  static boolean isElsewhere(Person person, Sighting seen, long timeUs) {
    return placeCost(person, seen, timeUs) > ELSEWHERE;
  }

  /** Whether a body is not where this person should be. */
  static boolean isAstray(Person person, Sighting seen, long timeUs) {
    return placeCost(person, seen, timeUs) > ASTRAY;
  }

  private static double placeCost(Person person, Sighting seen, long timeUs) {
    Motion motion = person.motion();
    double distance =
        Math.min(
            motion.distanceFromPrediction(timeUs, seen.x(), seen.y()),
            motion.distance(seen.x(), seen.y()));
    double place = distance / (PLACE + PLACE_PER_SECOND * motion.age(timeUs));
    return Math.min(place * place, MOST_PLACE);
  }

  private static double sizeCost(Person person, Sighting seen, long timeUs) {
    Motion motion = person.motion();
    double size =
        Math.log(seen.size() / motion.size()) / (SIZE + SIZE_PER_SECOND * motion.age(timeUs));
    return Math.min(size * size, MOST_SIZE);
  }

  /** The colours' part of the cost. */
  static double colorCost(Person person, Look seen) {
    double usual = Math.hypot(COLOR, person.look().colorDeviation());
    double color = person.look().colorDistance(seen) / usual;
    return Math.min(color * color, MOST_COLOR);
  }
}
