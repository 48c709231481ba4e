package org.postura.blazepose.persons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.network.Body;
import org.postura.blazepose.network.Rules;

class AssociationTest {
  private static final float THRESHOLD = 0.5f;

  private static Roi at(float x) {
    return new Roi(x, 0.5f, 0.4f, 0.4f, 0);
  }

  private static Person personAt(int number, float x) {
    Person person = new Person(number, false, Rules.TASKS);
    Body body = new Body();
    // The region has 2.5 times the distance between the auxiliary points as its side.
    body.image().x()[Body.CENTER] = x;
    body.image().y()[Body.CENTER] = 0.5f;
    body.image().x()[Body.SCALE] = x;
    body.image().y()[Body.SCALE] = 0.5f - 0.16f;
    person.update(body, 1000, 1000, 1);
    return person;
  }

  /** A person's number, or D, with the place: "0@0.20". */
  private static List<String> describe(List<Candidate> candidates) {
    List<String> texts = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String who = candidate.person() == null ? "D" : "" + candidate.person().number();
      texts.add("%s@%.2f".formatted(who, candidate.roi().xCenter()));
    }
    return texts;
  }

  @Test
  void separateRegionsAllStayPersonsFirst() {
    List<Person> persons = List.of(personAt(0, 0.2f), personAt(1, 0.6f));
    List<Roi> detections = List.of(at(1.2f));
    List<String> all = List.of("0@0.20", "1@0.60", "D@1.20");
    assertEquals(all, describe(Association.latestWins(persons, detections, THRESHOLD)));
    assertEquals(all, describe(Association.earliestWins(persons, detections, THRESHOLD)));
  }

  @Test
  void inTasksADetectionReplacesThePersonItOverlaps() {
    List<Person> persons = List.of(personAt(0, 0.2f), personAt(1, 0.8f));
    List<Roi> detections = List.of(at(0.22f));
    assertEquals(
        List.of("1@0.80", "D@0.22"),
        describe(Association.latestWins(persons, detections, THRESHOLD)));
  }

  @Test
  void inPosturaAPersonGoesOnWhereHeIs() {
    List<Person> persons = List.of(personAt(0, 0.2f), personAt(1, 0.8f));
    List<Roi> detections = List.of(at(0.22f), at(1.4f), at(1.41f));
    assertEquals(
        List.of("0@0.20", "1@0.80", "D@1.40"),
        describe(Association.earliestWins(persons, detections, THRESHOLD)));
  }

  @Test
  void ofTwoPersonsInOnePlaceTasksKeepsTheLaterAndPosturaTheOlder() {
    List<Person> persons = List.of(personAt(3, 0.2f), personAt(5, 0.21f));
    assertEquals(
        List.of("5@0.21"), describe(Association.latestWins(persons, List.of(), THRESHOLD)));
    assertEquals(
        List.of("3@0.20"), describe(Association.earliestWins(persons, List.of(), THRESHOLD)));
  }

  @Test
  void theOverlapMustExceedTheThreshold() {
    List<Person> persons = List.of(personAt(0, 0.2f));
    List<Roi> detections = List.of(at(0.22f));
    assertEquals(2, Association.latestWins(persons, detections, 1f).size());
    assertEquals(2, Association.earliestWins(persons, detections, 1f).size());
  }
}
