package org.postura.run.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.store.Location;
import org.postura.store.Store;

class InputMatcherTest {
  @TempDir Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name :
        List.of(
            "a.mp4",
            "B.MOV",
            "day 1/c,d.mkv",
            "day 1/[x]/e.webm",
            "day 1/photo.jpeg",
            "day 1/notes.txt",
            ".hidden.mp4",
            ".git/f.mp4",
            "_postura/g.mp4",
            "day 1/_h.mp4")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  @Test
  void directoryGivesVideosAndPhotosBelowIt() {
    assertEquals(
        Set.of("a.mp4", "B.MOV", "day 1/c,d.mkv", "day 1/[x]/e.webm", "day 1/photo.jpeg"),
        paths(folder.toString()));
  }

  @Test
  void globGivesAllThatItMatches() {
    assertEquals(Set.of("a.mp4", ".hidden.mp4"), paths(folder + "/*.mp4"));
    assertEquals(
        Set.of("c,d.mkv", "notes.txt", "photo.jpeg", "_h.mp4"), paths(folder + "/day 1/*"));
    assertTrue(paths(folder + "/**.mp4").containsAll(Set.of("a.mp4", "day 1/_h.mp4")));
    assertEquals(Set.of(), paths(folder + "/*.xyz"));
  }

  @Test
  void nameWithWildcardsThatExistsIsTakenAsItIs() {
    assertEquals(Set.of("e.webm"), paths(folder + "/day 1/[x]/e.webm"));
  }

  @Test
  void namedFileIsTakenWhateverItsNameAndEvenIfMissing() {
    assertEquals(Set.of("notes.txt"), paths(folder + "/day 1/notes.txt"));
    assertEquals(Set.of("missing.mp4"), paths(folder + "/missing.mp4"));
  }

  @Test
  void linksThatGoRoundAreFollowedOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("day 1/round"), folder);

    assertEquals(
        Set.of("a.mp4", "B.MOV", "day 1/c,d.mkv", "day 1/[x]/e.webm", "day 1/photo.jpeg"),
        paths(folder.toString()));
  }

  @Test
  void directoryThatMayNotBeReadIsNamedAndTheOthersAreFound() throws IOException {
    Path closed = Files.createDirectories(folder.resolve("lost+found"));
    Files.setPosixFilePermissions(closed, Set.of());
    Files.setPosixFilePermissions(folder.resolve(".git"), Set.of());
    assumeFalse(Files.isReadable(closed), "whoever runs this may read everything");

    assertEquals(
        Set.of(
            "a.mp4",
            "B.MOV",
            "day 1/c,d.mkv",
            "day 1/[x]/e.webm",
            "day 1/photo.jpeg",
            "lost+found"),
        paths(folder.toString()));
    assertThrows(AccessDeniedException.class, () -> Store.open(Location.of(closed)));
  }

  @Test
  void unknownSchemeIsAUsageError() {
    InputException e = assertThrows(InputException.class, () -> paths("nosuch://host/a.mp4"));
    assertTrue(e.getMessage().contains("nosuch"), e::getMessage);
  }

  private static Set<String> paths(String input) {
    return Found.by(input).paths();
  }
}
