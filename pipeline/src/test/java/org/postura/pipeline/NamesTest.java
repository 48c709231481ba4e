package org.postura.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postura.run.Ledger;
import org.postura.run.LedgerEntry;
import org.postura.run.Outcome;
import org.postura.run.OutputLayout;
import org.postura.store.Location;

/** Sixty names of every kind in one directory, and what is no video among them. */
class NamesTest {
  /** Each is a picture; a byte is a character up to U+00FF, so that names can be no text. */
  private static final List<String> NAMES =
      List.of(
          "plain.png",
          utf8("emoji-😀👩‍👩‍👧.png"),
          utf8("שלום-עברית.png"),
          utf8("\u202Egnp.exe.png"),
          utf8("é.png"), // One character,
          utf8("e\u0301.png"), // and the same as two.
          utf8("zero\u200Bwidth.png"),
          utf8("\uFEFFmark.png"),
          utf8("nbsp\u00A0.png"),
          utf8("\uDBFF\uDFFF.png"),
          "caf\u00e9.png", // Latin 1,
          "bad\u00ff.png",
          "bad\u00fe.png",
          "\u00c3(.png", // half a character,
          "\u00ed\u00a0\u0080.png", // half a pair.
          "bad%FF.png",
          "new\nline.png",
          "return\r.png",
          "tab\t.png",
          "\u001b[31mred.png",
          "bell\u0007.png",
          "delete\u007f.png",
          "q\"uo'te.png",
          "\"",
          "'",
          "`id`.png",
          "$HOME.png",
          "a;b.png",
          "a&b.png",
          "a|b.png",
          "<a>.png",
          "-leading.png",
          "--input=x.png",
          "@list.png",
          "=x.png",
          "~",
          "~tilde.png",
          "trail.png ",
          "trail.png.",
          " lead.png",
          "   .png",
          "a..png",
          "%41.png",
          "a%20b.png",
          "a b.png",
          "#h.png",
          "?q=1.png",
          "st*r.png",
          "[x].png",
          "{a,b}.png",
          "a,b.png",
          "back\\slash.png",
          "http:.png",
          "file:.png",
          "CON.png",
          "UPPER.PNG",
          "noext",
          "x.json.png",
          "x.mp4 ",
          "a".repeat(251) + ".png",
          "a".repeat(255),
          utf8("踊".repeat(83)),
          utf8("踊".repeat(83) + ".png"),
          "a.png/in.png",
          "a.png/x",
          "a.png/x.avro/y.png");

  private static final List<String> NO_VIDEOS = List.of("README", "script", "empty");

  @TempDir Path folder;

  @Test
  void eachIsInTheLedgerOnceAndTheGoodOnesAreDone() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    byte[] picture = picture();
    for (String name : NAMES) {
      Path file = path(in, name);
      Files.createDirectories(file.getParent());
      Files.write(file, picture);
    }
    for (String name : NO_VIDEOS) {
      Files.writeString(in.resolve(name), name.equals("empty") ? "" : "#!/bin/sh\n");
    }
    Files.writeString(in.resolve("notes.txt"), "x");

    CommandRun first = run(in);

    assertEquals(ExitCode.DONE, first.exitCode(), first::err);
    assertTrue(
        first
            .out()
            .startsWith("postura: %d videos done, 0 partial, 0 failed".formatted(NAMES.size())),
        first::out);
    assertTrue(
        first
            .out()
            .contains(
                "left out: .txt files (1), files of other kinds whose content is no video (3)"),
        first::out);
    OutputLayout layout = new OutputLayout(folder.resolve("out") + "/");
    List<LedgerEntry> rows = rows(layout);
    assertEquals(NAMES.size() + NO_VIDEOS.size(), rows.size());
    Set<Path> outputs = new HashSet<>();
    Set<Path> videos = new HashSet<>();
    for (LedgerEntry row : rows) {
      assertTrue(videos.add(Location.of(row.uri()).path()), row.uri());
      if (row.outcome() == Outcome.DONE) {
        assertTrue(outputs.add(layout.at(row.output()).path()), row.output());
        assertTrue(Files.exists(layout.at(row.output()).path()), row.output());
      } else {
        assertEquals(Outcome.LEFT_OUT, row.outcome(), row.uri());
      }
    }
    assertTrue(
        videos.containsAll(NAMES.stream().map(name -> path(in, name)).collect(Collectors.toSet())));

    CommandRun second = run(in);

    assertEquals(ExitCode.DONE, second.exitCode(), second::err);
    assertTrue(
        second.out().contains("nothing to do; %d videos are up to date".formatted(NAMES.size())),
        second::out);
    assertEquals(rows.size(), rows(layout).size(), "nothing was opened again");
  }

  @Test
  void namesMoveNoCursor() throws IOException {
    Files.writeString(folder.resolve("\u001b[2J\n.mp4"), "no video");

    CommandRun run = run(folder);

    assertEquals(ExitCode.FAILURES, run.exitCode());
    assertTrue(run.out().contains("\\u001b[2J\\n.mp4: NOT_A_VIDEO"), run::out);
    assertFalse(run.out().contains("\u001b"), run::out);
  }

  @Test
  void nameThatCanNotBeWrittenCostsOneVideo() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.write(in.resolve("good.png"), picture());
    Files.write(in.resolve("bad.png"), picture());
    Files.createDirectories(folder.resolve("out/landmarks/bad.png.avro/x"));

    CommandRun run = run(in);

    assertEquals(ExitCode.FAILURES, run.exitCode());
    assertTrue(run.out().startsWith("postura: 1 video done, 0 partial, 1 failed"), run::out);
    assertTrue(run.out().contains("IO_ERROR: Its landmarks can't have their name"), run::out);
  }

  @Test
  void otherDigitsChangeNothing() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.write(in.resolve("a.png"), picture());
    assertEquals(ExitCode.DONE, run(in).exitCode());
    OutputLayout layout = new OutputLayout(folder.resolve("out") + "/");
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
    try {
      assertEquals("۱", "%d".formatted(1), "this locale has digits of its own");

      CommandRun same = run(in);
      CommandRun again = run(in, "--reprocess=all");

      assertTrue(same.out().contains("nothing to do; 1 video is up to date"), same::out);
      assertTrue(again.out().startsWith("postura: 1 video done, 0 partial"), again::out);
    } finally {
      Locale.setDefault(before);
    }
    List<LedgerEntry> rows = rows(layout);
    assertEquals(2, rows.size());
    assertEquals(rows.get(0).options(), rows.get(1).options());
    assertEquals(rows.get(0).limits(), rows.get(1).limits());
    assertEquals(rows.get(0).identity(), rows.get(1).identity());
  }

  private CommandRun run(Path in, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(in.toString(), "--output=" + folder.resolve("out"), "--model=lite"));
    args.addAll(List.of(more));
    args.add("--isolation=none");
    return CommandRun.of(args.toArray(new String[0]));
  }

  /** Rows of all runs. */
  private static List<LedgerEntry> rows(OutputLayout layout) throws IOException {
    Set<String> runs;
    try (Stream<Path> files = Files.list(layout.ledger().path())) {
      runs =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jsonl"))
              .map(name -> name.replaceAll("Z-(\\w+)-.*", "Z-$1"))
              .collect(Collectors.toSet());
    }
    List<LedgerEntry> rows = new ArrayList<>();
    for (String run : runs) {
      rows.addAll(Ledger.entriesOf(layout, run));
    }
    return rows;
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }

  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static Path path(Path directory, String bytes) {
    StringBuilder uri = new StringBuilder(directory.toUri().toString());
    bytes
        .chars()
        .forEach(b -> uri.append(b == '/' ? "/" : String.format(Locale.ROOT, "%%%02X", b)));
    return Path.of(URI.create(uri.toString()));
  }
}
