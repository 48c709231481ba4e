package org.postura.blazepose.persons;

import org.postura.blazepose.crop.Roi;

/** Somebody in a video: a number, the looks, the motion, and the trail where there is one. */
final class Person {
  /** Of a newcomer of whom it is not yet sure that it is somebody. */
  private static final int NO_NUMBER = -1;

  private final Look look = new Look();
  private final Motion motion = new Motion();
  private final long bornUs;
  private int number = NO_NUMBER;
  private Trail trail;

  /** Where the trail went on when the person was last surely seen; null before. */
  private Roi region;

  private boolean sure;
  private boolean astray;
  private int looks;
  private long doubtUntilUs = Long.MIN_VALUE;

  Person(Sighting first, Trail trail, long timeUs) {
    this.trail = trail;
    bornUs = timeUs;
    look.set(first.look());
    motion.start(timeUs, first.x(), first.y(), first.size());
  }

  Look look() {
    return look;
  }

  Motion motion() {
    return motion;
  }

  Trail trail() {
    return trail;
  }

  void setTrail(Trail trail) {
    this.trail = trail;
  }

  /**
   * Takes in what was seen of this person.
   *
   * @param contact whether others are close, so that looks may be theirs
   * @param surely whether it can't be one of them
   */
  void see(Sighting seen, boolean contact, boolean surely, long timeUs) {
    sure = surely;
    astray = !surely && Evidence.isAstray(this, seen, timeUs);
    if (!contact) {
      look.learn(seen.look(), timeUs - motion.timeUs());
    }
    if (surely) {
      motion.update(timeUs, seen.x(), seen.y(), seen.size());
    } else {
      motion.drift(timeUs, seen.x(), seen.y());
    }
  }

  /** Remembers where the trail goes on, if it is surely this person's. */
  void keepRegion() {
    if (sure) {
      region = trail.roi();
    }
  }

  /**
   * Where to look next for somebody who is followed: where the trail goes on, or where the person
   * should be, if the trail may have gone astray among others.
   */
  Roi nextRegion(double aspect, long timeUs) {
    return !astray || region == null ? trail.roi() : expectedRegion(aspect, timeUs);
  }

  private Roi expectedRegion(double aspect, long timeUs) {
    return region == null
        ? null
        : new Roi(
            (float) motion.predictedX(timeUs),
            (float) (motion.predictedY(timeUs) / aspect),
            region.width(),
            region.height(),
            region.rotation());
  }

  /**
   * Where to look for somebody who is hidden by others: by turns where the velocity leads to, and
   * where the person was surely seen; null if nothing is known.
   */
  Roi soughtRegion(double aspect, long timeUs) {
    looks++;
    return looks % 2 == 0 ? region : expectedRegion(aspect, timeUs);
  }

  boolean isNumbered() {
    return number != NO_NUMBER;
  }

  int number() {
    return number;
  }

  void setNumber(int number) {
    this.number = number;
  }

  /** Seconds since the person was first seen. */
  double seconds(long timeUs) {
    return (timeUs - bornUs) / 1e6;
  }

  /** Until then it may turn out that this is another one of those who were close. */
  void doubtUntil(long timeUs) {
    doubtUntilUs = timeUs;
  }

  boolean isInDoubt(long timeUs) {
    return timeUs < doubtUntilUs;
  }
}
