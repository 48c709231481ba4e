package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postura.video.BytesChannel;
import org.postura.video.Frame;
import org.postura.video.FrameBatch;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;

/** Whatever a decoding process does, it costs one video a verdict, and nobody waits for ever. */
class HostileDecoderTest {
  private static final VideoLimits LIMITS =
      VideoLimits.defaults().withFrameTimeout(Duration.ofSeconds(5));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wants what is before the file",
        "wants nothing",
        "says what no message is",
        "announces too many frames",
        "announces a huge picture",
        "announces too long a video",
        "has no time base",
        "gives frames without end",
        "never gives a frame",
        "loses less than nothing",
        "gives a huge frame",
        "names a file that is none",
        "names a place before the file",
        "names a place beyond all files",
        "names a format that is none",
        "counts frames in its own way",
        "cuts the file"
      })
  void isEndedWhenItSaysWhatCantBe(String way) throws IOException {
    try (DecoderProcesses decoders = decoders(way)) {
      Verdict verdict = assertThrows(VideoException.class, () -> readAll(decoders)).verdict();
      assertEquals(VerdictCode.INTERNAL, verdict.code());
      assertTrue(verdict.message().contains("said what can't be"), verdict.toString());
    }
  }

  /** A page that is gone under a mapping would end this process, tests and all. */
  @Test
  void picturesThatAreGoneEndNothing() throws IOException {
    try (DecoderProcesses decoders = decoders("cuts the file");
        Video video = decoders.open(BytesChannel.of(new byte[1]), LIMITS);
        FrameBatch batch = FrameBatch.of(4)) {
      assertTrue(video.read(batch));
      Frame frame = batch.frames().get(0);
      assertNotNull(frame.rgb(0, 2));
      assertNotNull(frame.rgb(0, frame.storedHeight()));
      assertThrows(VideoException.class, () -> video.read(batch));
      assertEquals(1, video.framesRead());
      assertEquals(VerdictCode.INTERNAL, video.problem().orElseThrow().code());
    }
  }

  @Test
  void isHeardHoweverMuchItSays() throws IOException {
    try (DecoderProcesses decoders = decoders("talks without end")) {
      assertEquals(Optional.empty(), readAll(decoders));
    }
  }

  @Test
  void canLoseNoMoreThanThereMayBe() throws IOException {
    try (DecoderProcesses decoders = decoders("loses more than there can be");
        Video video = decoders.open(BytesChannel.of(new byte[1]), LIMITS);
        FrameBatch batch = FrameBatch.of(4)) {
      assertFalse(video.read(batch));
      assertEquals(LIMITS.maxFrames(), video.framesLost());
    }
  }

  /** Verdicts end up in terminals and tables. */
  @Test
  void itsWordsAreOneShortLine() {
    try (DecoderProcesses decoders = decoders("tells a story")) {
      Verdict verdict = assertThrows(VideoException.class, () -> readAll(decoders)).verdict();
      assertEquals(VerdictCode.CORRUPT, verdict.code());
      assertTrue(verdict.message().length() <= 1000);
      assertFalse(verdict.message().contains("\033"));
      assertTrue(verdict.detail().isBlank());
    }
  }

  @Test
  void isNotWaitedForWhenItShouldEnd() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try (DecoderProcesses decoders = decoders("never ends")) {
            assertEquals(Optional.empty(), readAll(decoders));
          }
        });
  }

  private static Optional<Verdict> readAll(DecoderProcesses decoders) throws IOException {
    try (Video video = decoders.open(BytesChannel.of(new byte[1]), LIMITS);
        FrameBatch batch = FrameBatch.of(4)) {
      while (video.read(batch)) {
        for (Frame frame : batch.frames()) {
          frame.rgb(0, frame.storedHeight());
        }
      }
      return video.problem();
    }
  }

  private static DecoderProcesses decoders(String way) {
    return new DecoderProcesses(
        new DecoderPool(
            () -> DecoderProcess.start(paths -> command(way, paths)), 1, Duration.ofSeconds(1)));
  }

  private static ProcessBuilder command(String way, List<Path> paths) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HostileDecoder.class.getName(), way, paths.get(0).toString()));
    return new ProcessBuilder(command);
  }
}
