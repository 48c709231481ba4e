package org.postura.run.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.store.Location;
import org.postura.store.Place;

/** What is looked at of a directory or prefix, and what of it is left out. */
class DirectoryTest {
  @TempDir Path folder;

  /** Extensions that people's cameras, phones and programs write and that were once passed over. */
  private static final List<String> CAMERAS =
      List.of(
          "a.h265",
          "a.insv",
          "a.LRV",
          "a.LRF",
          "a.3gpp",
          "a.m2t",
          "a.HEIC",
          "a.avif",
          "a.jfif",
          "a.jpe",
          "a.apng",
          "x.mp4 ",
          "UPPER.MP4");

  private static final List<String> UNKNOWN =
      List.of("a.MOD", "noext", "a.bin", "trail.", "README", "a.mp4.crdownload");

  @ParameterizedTest
  @EnumSource
  void contentDecidesAboutAllThatIsNotSurelySomethingElse(Place place) throws IOException {
    Location top = place.root(folder).resolve("in/");
    List<String> others =
        List.of("n.txt", "N.JSON", "b/c.srt", "Thumbs.db", "desktop.ini", "out/v.mp4.avro");
    List<String> hidden =
        List.of(".DS_Store", "b/.mp4", ".git/x.mp4", "b/_x.mp4", "_postura/y.mp4");
    for (List<String> names : List.of(CAMERAS, UNKNOWN, others, hidden)) {
      for (String name : names) {
        Place.write(top.resolve(name), name);
      }
    }

    Found found = Found.by(top.text());

    Set<String> all = new TreeSet<>(CAMERAS);
    all.addAll(UNKNOWN);
    assertEquals(all, found.paths());
    assertEquals(new TreeSet<>(UNKNOWN), found.searched());
    Map<String, Long> leftOut = found.leftOut();
    for (String kind : List.of("txt", "json", "srt", "db", "ini", "avro")) {
      assertEquals(1, leftOut.get("." + kind + " files"), kind);
    }
    assertEquals(2, leftOut.get("hidden files"));
    assertEquals(1, leftOut.get("files named _…"));
    // A directory is not walked for nothing; a store has no directories.
    String in = place == Place.DISK ? "" : "files in ";
    assertEquals(1, leftOut.get(in + "hidden directories"));
    assertEquals(1, leftOut.get(in + "directories named _…"));
    assertEquals(11, leftOut.values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void globsAndNamesAreMeant() throws IOException {
    Files.writeString(folder.resolve("noext"), "x");
    Files.writeString(folder.resolve("n.txt"), "x");

    assertEquals(Set.of(), Found.by(folder + "/*").searched());
    assertEquals(Set.of("n.txt", "noext"), Found.by(folder + "/*").paths());
    assertEquals(Set.of(), Found.by(folder + "/noext").searched());
  }

  @Test
  void everyFileIsFoundOnceWhateverLinksThereAre() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside/deep"));
    Path in = Files.createDirectories(folder.resolve("in/b"));
    for (Path file : List.of(in.resolve("x.mp4"), outside.resolve("y.mp4"))) {
      Files.writeString(file, "x");
    }
    Path top = in.getParent();
    Files.createSymbolicLink(in.resolve("up"), top);
    Files.createSymbolicLink(in.resolve("self"), Path.of("."));
    Files.createSymbolicLink(top.resolve("again"), in);
    Files.createSymbolicLink(top.resolve("z1"), outside);
    Files.createSymbolicLink(top.resolve("z2"), outside);
    Files.createSymbolicLink(top.resolve("z3"), outside.getParent());
    Files.createSymbolicLink(outside.resolve("back"), top);
    Files.createSymbolicLink(top.resolve("a.mp4"), in.resolve("x.mp4"));

    Set<String> once = Set.of("b/x.mp4", "z1/y.mp4");
    assertEquals(once, Found.by(top.toString()).paths());
    assertEquals(once, Found.by(top + "/**").paths());
    assertEquals(once, Found.by(top + "/**/*.mp4").paths());
    assertTrue(
        Found.by(top.toString())
            .leftOut()
            .containsKey("links to what is found under its own name"));
  }

  @Test
  void linksToWhatTheSearchDoesNotFindAreFollowed() throws IOException {
    Path store = Files.createDirectories(folder.resolve(".annex/ab"));
    Files.writeString(store.resolve("key.bin"), "x");
    Files.createSymbolicLink(folder.resolve("clip.mp4"), Path.of(".annex/ab/key.bin"));
    Files.createSymbolicLink(folder.resolve("gone.mp4"), Path.of(".annex/ab/other"));
    Files.createSymbolicLink(folder.resolve("gone"), Path.of(".annex/ab/other"));

    Found found = Found.by(folder.toString());

    assertEquals(Set.of("clip.mp4", "gone.mp4"), found.paths());
    assertEquals(1, found.leftOut().get("links that lead nowhere"));
    assertEquals(
        List.of(false, true),
        found.videos().stream()
            .sorted((a, b) -> a.path().compareTo(b.path()))
            .map(FoundVideo::missing)
            .toList());
  }

  @Test
  void directoriesWhoseNamesLookLikeGlobsAreDirectories() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("take [1] {a,b} *"));
    Files.writeString(odd.resolve("x.mp4"), "x");
    Files.writeString(odd.resolve("y.mov"), "y");

    assertEquals(Set.of("x.mp4", "y.mov"), Found.by(odd.toString()).paths());
    assertEquals(Set.of("x.mp4"), Found.by(odd + "/*.mp4").paths());
    assertEquals(Set.of("take [1] {a,b} */x.mp4"), Found.by(folder + "/take*/*.mp4").paths());
  }

  @Test
  void whatIsGoneIsWhatTheInputsWouldFind() throws IOException {
    Path clips = Files.createDirectories(folder.resolve("clips"));
    Files.writeString(clips.resolve("x.mp4"), "x");
    Files.writeString(folder.resolve("list"), clips + "/x.mp4\n");
    Inputs directory = found(clips.toString());
    Inputs glob = found(clips + "/*.mp4");
    Inputs list = found("@" + folder + "/list");

    assertTrue(directory.cover(clips + "/day/y.mov"));
    assertFalse(directory.cover(folder + "/clips2/y.mov"));
    assertTrue(glob.cover(clips + "/y.mp4"));
    assertFalse(glob.cover(clips + "/y.mov"));
    assertFalse(list.cover(clips + "/y.mp4"));
    assertTrue(directory.cover(Location.of(clips.resolve(Names.of("b\u00ff.mp4"))).toString()));
    assertFalse(directory.cover("gs://b/x.mp4"));
    assertFalse(directory.cover(null));
  }

  @Test
  void kindsAreDocumented() throws IOException {
    String docs = Files.readString(Path.of("../docs/output.md"));
    Set<String> words = Set.copyOf(new TreeSet<>(List.of(docs.split("[^a-z0-9]+"))));
    for (String kind : Kinds.others().toList()) {
      assertTrue(words.contains(kind), kind);
    }
  }

  private static Inputs found(String input) throws IOException {
    Inputs inputs = Inputs.of(List.of(input));
    inputs.find(/* allowEmpty= */ false, video -> {});
    return inputs;
  }
}
