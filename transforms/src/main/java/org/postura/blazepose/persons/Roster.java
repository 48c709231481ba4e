package org.postura.blazepose.persons;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who is in a video: those followed, and those who are out of sight and remembered. Gives the
 * bodies of a frame to persons.
 */
final class Roster {
  /** Similarity (OKS) from which two bodies that were followed to here are one. */
  private static final double SAME_BODY = 0.6;

  /** Similarity from which a body that the detector led to is one of those followed. */
  private static final double SAME_NEWCOMER = 0.35;

  /** Somebody out of sight is found again in a body that costs less than this. */
  private static final double FOUND = 12;

  /** What staying with the own trail is worth. */
  private static final double STAY = 6;

  /** More than any body costs: as many persons as can be get one. */
  private static final double WORST = 100;

  /** Persons whose hips are closer than this, in sizes, may be taken for each other. */
  private static final double CONTACT = 0.7;

  /** A body is surely a person's if its colours cost less, and half of what they cost others. */
  private static final double SURE = 4;

  /**
   * Pose flag from which a newcomer is believed at once. ByteTrack (Zhang and others, ECCV 2022)
   * starts tracks from detections of at least 0.7 only, and looks at others all the same.
   */
  private static final float BELIEVED = 0.75f;

  /** Seconds after which any newcomer is believed. */
  private static final double CONFIRM_SECONDS = 0.25;

  private static final double MICROS = 1e6;

  private final long memoryUs;
  private final boolean several;
  private final Supplier<Trail> trails;
  private final List<Person> lost = new ArrayList<>();
  private List<Person> followed = new ArrayList<>();
  private int nextNumber;

  /**
   * @param memorySeconds how long somebody out of sight is remembered
   * @param several whether there may be several persons, so that newcomers have to prove themselves
   * @param trails makes the trail of somebody new
   */
  Roster(double memorySeconds, boolean several, Supplier<Trail> trails) {
    memoryUs = Math.round(memorySeconds * MICROS);
    this.several = several;
    this.trails = trails;
  }

  /** A person who is in this frame, and as what. */
  record Present(Person person, Sighting seen) {}

  /** Those to look for in the next frame, each by the own trail. */
  List<Person> followed() {
    return followed;
  }

  /** Those out of sight. */
  List<Person> lost() {
    return lost;
  }

  /**
   * Gives the bodies of the next frame to persons.
   *
   * @param seen first those that trails led to, in the order of {@link #followed}, then detections
   * @return those who are there, by number; the others among them have no number yet
   */
  List<Present> identify(List<Sighting> seen, double aspect, long timeUs) {
    lost.removeIf(person -> timeUs - person.motion().timeUs() > memoryUs);
    List<List<Sighting>> bodies = bodies(seen, aspect, timeUs);
    Person[] owners = new Person[bodies.size()];
    List<Person> others = new ArrayList<>(lost);
    for (Person person : followed) {
      int body = person.isNumbered() && !person.isInDoubt(timeUs) ? only(bodies, person) : -1;
      if (body >= 0) {
        owners[body] = person;
      } else if (person.isNumbered()) {
        others.add(person);
      }
    }
    assign(others, bodies, owners, timeUs);
    List<Present> present = new ArrayList<>();
    for (int b = 0; b < owners.length; b++) {
      if (owners[b] != null || !bodies.get(b).get(0).isRemembered()) {
        present.add(settle(owners[b], bodies.get(b), seen, timeUs));
      }
    }
    present.sort(Comparator.comparingInt(one -> order(one.person())));
    keep(present, timeUs);
    learn(present, timeUs);
    return present;
  }

  private static int order(Person person) {
    return person.isNumbered() ? person.number() : Integer.MAX_VALUE;
  }

  /**
   * The bodies, each as the sightings that are it; detections that show a known one are left out.
   */
  private List<List<Sighting>> bodies(List<Sighting> seen, double aspect, long timeUs) {
    List<List<Sighting>> bodies = new ArrayList<>();
    for (Sighting sighting : seen) {
      boolean known = sighting.trail() != null || isMissed(sighting, timeUs);
      double same = known ? SAME_BODY : SAME_NEWCOMER;
      List<Sighting> body = null;
      for (List<Sighting> other : bodies) {
        if (body == null && sighting.similarity(other.get(0), aspect) > same) {
          body = other;
        }
      }
      if (body == null) {
        bodies.add(new ArrayList<>(List.of(sighting)));
      } else if (sighting.trail() != null) {
        body.add(sighting);
      }
    }
    return bodies;
  }

  private boolean isMissed(Sighting sighting, long timeUs) {
    for (Person person : lost) {
      if (Evidence.cost(person, sighting, timeUs) < FOUND) {
        return true;
      }
    }
    return false;
  }

  /** The body that this person's trail led to, and nobody else's; or −1. */
  private static int only(List<List<Sighting>> bodies, Person person) {
    for (int b = 0; b < bodies.size(); b++) {
      List<Sighting> body = bodies.get(b);
      if (body.size() == 1 && body.get(0).trail() == person.trail()) {
        return b;
      }
    }
    return -1;
  }

  /** Gives the bodies that nobody owns yet to those who fit best. */
  private static void assign(
      List<Person> persons, List<List<Sighting>> bodies, Person[] owners, long timeUs) {
    double[][] costs = new double[persons.size()][bodies.size()];
    double[] none = new double[persons.size()];
    for (int p = 0; p < persons.size(); p++) {
      none[p] = WORST;
      for (int b = 0; b < bodies.size(); b++) {
        Sighting own = own(bodies.get(b), persons.get(p));
        double cost =
            Evidence.cost(persons.get(p), own == null ? bodies.get(b).get(0) : own, timeUs);
        if (owners[b] != null || own == null && cost >= FOUND) {
          costs[p][b] = Double.POSITIVE_INFINITY;
        } else if (own != null && Evidence.isElsewhere(persons.get(p), own, timeUs)) {
          costs[p][b] = Double.POSITIVE_INFINITY;
        } else if (own == null) {
          costs[p][b] = cost;
        } else {
          costs[p][b] = cost - STAY;
        }
      }
    }
    int[] assigned = Assignment.cheapest(costs, none);
    for (int p = 0; p < assigned.length; p++) {
      if (assigned[p] != Assignment.NONE) {
        owners[assigned[p]] = persons.get(p);
      }
    }
  }

  private static Sighting own(List<Sighting> body, Person person) {
    for (Sighting sighting : body) {
      if (sighting.trail() != null && sighting.trail() == person.trail()) {
        return sighting;
      }
    }
    return null;
  }

  /** Puts the owner, or somebody new, onto the trail that leads on from a body. */
  private Present settle(Person owner, List<Sighting> body, List<Sighting> all, long timeUs) {
    Sighting seen = body.get(0);
    Person person = owner;
    if (owner != null) {
      Sighting own = own(body, owner);
      if (own != null) {
        seen = own;
      } else if (seen.trail() != null) {
        owner.setTrail(seen.trail());
      } else if (followed.contains(owner)) {
        owner.setTrail(trails.get());
      }
    } else {
      person = newcomerOn(seen.trail());
      if (person == null) {
        person = new Person(seen, seen.trail() == null ? trails.get() : seen.trail(), timeUs);
      }
      if (isBelieved(person, seen, all, timeUs)) {
        person.setNumber(nextNumber++);
      }
    }
    return new Present(person, seen);
  }

  /** Who follows this trail and has no number yet, or null. */
  private Person newcomerOn(Trail trail) {
    for (Person person : followed) {
      if (trail != null && person.trail() == trail && !person.isNumbered()) {
        return person;
      }
    }
    return null;
  }

  /**
   * Whether a body is somebody new. One who stands free and clear is so at once. Who seems to stand
   * close to others, or where somebody is missed, or shows but weakly, has to stay for a while.
   */
  private boolean isBelieved(Person person, Sighting seen, List<Sighting> all, long timeUs) {
    if (!several) {
      return true;
    }
    double seconds = person.seconds(timeUs);
    if (seconds == 0) {
      return seen.body().score() >= BELIEVED
          && lost.stream().noneMatch(other -> Evidence.isInReach(other, seen, timeUs))
          && all.stream().noneMatch(other -> other != seen && isClose(seen, other));
    }
    return seconds >= CONFIRM_SECONDS;
  }

  /** Who is present is followed; who was and is not is missed. */
  private void keep(List<Present> present, long timeUs) {
    List<Person> there = new ArrayList<>();
    for (Present one : present) {
      there.add(one.person());
    }
    for (Person person : followed) {
      if (!there.contains(person) && person.isNumbered()) {
        boolean taken = there.stream().anyMatch(other -> other.trail() == person.trail());
        if (taken) {
          person.setTrail(trails.get());
        }
        person.trail().lose();
        lost.add(person);
      }
    }
    lost.removeAll(there);
    followed = there;
  }

  /** Takes what was seen into the memory of those whose it surely is. */
  private void learn(List<Present> present, long timeUs) {
    for (Present one : present) {
      Sighting seen = one.seen();
      Person person = one.person();
      boolean contact = false;
      double others = Double.POSITIVE_INFINITY;
      for (Present other : present) {
        if (other != one && isClose(seen, other.seen())) {
          contact = true;
          others = Math.min(others, Evidence.colorCost(other.person(), seen.look()));
        }
      }
      for (Person other : lost) {
        Motion motion = other.motion();
        if (isClose(seen, motion.predictedX(timeUs), motion.predictedY(timeUs), motion.size())) {
          contact = true;
          others = Math.min(others, Evidence.colorCost(other, seen.look()));
        }
      }
      double color = Evidence.colorCost(person, seen.look());
      boolean sure =
          !contact
              || color < SURE && color < others / 2 && !Evidence.isAstray(person, seen, timeUs);
      person.see(seen, contact, sure, timeUs);
      if (contact) {
        person.doubtUntil(timeUs + memoryUs);
      }
    }
  }

  private static boolean isClose(Sighting seen, Sighting other) {
    return isClose(seen, other.x(), other.y(), other.size());
  }

  private static boolean isClose(Sighting seen, double x, double y, double size) {
    return Math.hypot(seen.x() - x, seen.y() - y) < CONTACT * Math.max(seen.size(), size);
  }
}
