package org.postura.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.run.inputs.InputException;
import org.postura.store.Location;
import org.postura.store.Place;
import org.postura.store.Store;

/** Where landmarks go, and what is refused because of it. */
class PlannerRefusalTest extends Nights {
  @ParameterizedTest
  @EnumSource
  void anotherVideoOfTheSameNameDoesNotReplaceLandmarks(Place place) throws IOException {
    use(place);
    Location first = in.resolve("day1/cam0.mp4");
    Location second = in.resolve("day2/cam0.mp4");
    done(plan(first.text()));

    for (Reprocess cautious : List.of(Reprocess.CHANGED, Reprocess.MISSING, Reprocess.FAILED)) {
      reprocess = cautious;
      PlanException e = assertThrows(PlanException.class, () -> plan(second.text()));
      assertTrue(e.getMessage().contains(first.toString()), e::getMessage);
      assertTrue(e.getMessage().contains(second.toString()), e::getMessage);
    }
    reprocess = Reprocess.ALL;
    assertEquals(1, plan(second.text()).videos().size());
    reprocess = Reprocess.CHANGED;
    assertEquals(1, plan(first.text()).planned().upToDate());
  }

  @ParameterizedTest
  @EnumSource
  void twoVideosWithOneOutputAreRefused(Place place) throws IOException {
    use(place);
    String first = in.resolve("day1/cam0.mp4").text();
    String second = in.resolve("day2/cam0.mp4").text();

    PlanException e = assertThrows(PlanException.class, () -> plan(first, second));

    assertTrue(
        e.getMessage()
            .contains(first + " and " + second + " would get the same output landmarks/cam0.mp4"),
        e::getMessage);
    // The same also when its output is known.
    done(plan(first));
    assertThrows(PlanException.class, () -> plan(first, second));
  }

  @ParameterizedTest
  @EnumSource
  void singleOutput(Place place) throws IOException {
    use(place);
    single = "a.jsonl";

    assertEquals(List.of("a.jsonl NEW"), done(plan(in.resolve("day1/").text())).reasons());
    assertEquals(1, plan(in.resolve("day1/cam0.mp4").text()).planned().upToDate());
    Store.delete(List.of(layout.at("a.jsonl")));
    assertEquals(List.of("a.jsonl OUTPUT_GONE"), plan(in.resolve("day1/").text()).reasons());
    PlanException e = assertThrows(PlanException.class, () -> plan(in.text()));
    assertTrue(e.getMessage().contains("is one file"), e::getMessage);
  }

  @ParameterizedTest
  @EnumSource
  void nothingFound(Place place) throws IOException {
    use(place);
    String nothing = in.resolve("nothing/").text();
    Place.write(in.resolve("nothing/notes.txt"), "no video");
    Place.write(in.resolve("list"), "\n");
    String list = "@" + in.resolve("list").text();

    assertThrows(InputException.class, () -> plan(nothing));
    if (place == Place.DISK) {
      assertThrows(PlanException.class, () -> plan(list));
    }
    allowEmpty = true;
    assertEquals(0, plan(nothing).planned().videos());
  }

  @ParameterizedTest
  @EnumSource
  void outputsThatAListMayNotAskFor(Place place) throws IOException {
    use(place);
    for (String output :
        List.of(
            "",
            "/tmp/x.jsonl",
            "../x.jsonl",
            "landmarks/./x.jsonl",
            "landmarks//x.jsonl",
            "gs://b/x.jsonl",
            "_postura/ledger/x.jsonl",
            "landmarks/x.avro")) {
      Location list = Location.of(folder.resolve("list"));
      Place.write(
          list,
          "{\"uri\": \"%s\", \"output\": \"%s\"}"
              .formatted(in.resolve("day1/cam0.mp4").text(), output));

      PlanException e = assertThrows(PlanException.class, () -> plan("@" + list.text()));

      assertTrue(e.getMessage().contains("'" + output + "'"), e::getMessage);
    }
  }

  @ParameterizedTest
  @EnumSource
  void listSaysWhereLandmarksGo(Place place) throws IOException {
    use(place);
    Location list = Location.of(folder.resolve("list"));
    Place.write(
        list,
        "{\"uri\": \"%s\", \"output\": \"else/where.jsonl\"}"
            .formatted(in.resolve("day1/cam0.mp4").text()));

    assertEquals(List.of("else/where.jsonl NEW"), done(plan("@" + list.text())).reasons());
    assertEquals(1, plan("@" + list.text()).planned().upToDate());
    Store.delete(List.of(layout.at("else/where.jsonl")));
    assertEquals(List.of("else/where.jsonl OUTPUT_GONE"), plan("@" + list.text()).reasons());
  }
}
