package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every small file of media/video against what ffprobe and ffmpeg make of it (expected.txt beside
 * them, written by scripts/make_video_test_media.py), however its bytes arrive.
 */
public class SmallMediaTest {
  private static final String FOLDER = "/media/video/";

  /** One line of expected.txt. */
  public record Expected(String file, String timeBase, List<String> stamps, String sha256) {
    /** ffprobe shows "none" where there is no time stamp and we derive one from the frame rate. */
    boolean stamped() {
      return !stamps.contains("none");
    }
  }

  static Stream<Expected> expected() throws IOException {
    return new String(Decoded.resource(FOLDER + "expected.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .map(part -> new Expected(part[0], part[1], Arrays.asList(part[2].split(",")), part[3]));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void givesWhatFfmpegGives(Expected expected) throws IOException {
    check(expected, Decoded.of(BytesChannel.of(Decoded.resource(FOLDER + expected.file()))));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void givesTheSameInSmallPieces(Expected expected) throws IOException {
    byte[] bytes = Decoded.resource(FOLDER + expected.file());
    check(expected, Decoded.of(new BytesChannel(bytes, 7, Long.MAX_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void givesTheSameFromAStreamOfUnknownLength(Expected expected) throws IOException {
    check(expected, Decoded.of(BytesChannel.stream(Decoded.resource(FOLDER + expected.file()))));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void tellsTheOrientationInItsName(Expected expected) throws IOException {
    String name = expected.file().replaceAll("\\..*", "").toUpperCase(Locale.ROOT);
    Optional<Orientation> named =
        Arrays.stream(Orientation.values()).filter(o -> o.name().equals(name)).findFirst();
    VideoInfo info = read(expected.file()).info();
    if (named.isPresent()) {
      assertEquals(named.get(), info.orientation());
    }
    assertEquals(expected.file().matches(".*\\.(jpg|png|webp|jp2|pam|pbm|pgm|ppm)"), info.photo());
  }

  @Test
  void widensOblongPixels() throws IOException {
    assertEquals(List.of("128x64", "128x64"), read("sar_4_3.mp4").sizes());
    VideoInfo turned = read("sar_rotated.mp4").info();
    assertEquals(64, turned.width());
    assertEquals(128, turned.height());
    assertEquals(96, turned.storedWidth());
    assertEquals(64, turned.storedHeight());
  }

  @Test
  void leavesOutWhatTheContainerCrops() throws IOException {
    assertEquals(List.of("58x48", "58x48"), read("crop.mkv").sizes());
    assertEquals(58, read("crop.mkv").info().storedWidth());
  }

  @Test
  void followsASizeThatChanges() throws IOException {
    assertEquals(
        List.of("96x64", "96x64", "96x64", "128x96", "128x96", "128x96"),
        read("size_change.h264").sizes());
  }

  @Test
  void derivesTimesFromTheRateWhereThereAreNone() throws IOException {
    Decoded raw = read("raw.h264");
    assertTrue(raw.info().timesInvented());
    assertEquals(List.of(0L, 100_000L, 200_000L, 300_000L, 400_000L), raw.timesUs());
    assertFalse(read("vfr.mp4").info().timesInvented());
  }

  @Test
  void givesVariableTimesAsTheyAre() throws IOException {
    assertEquals(
        List.of(40_000L, 65_000L, 140_000L, 265_000L, 440_000L), read("vfr.mp4").timesUs());
  }

  @Test
  void describesTheVideo() throws IOException {
    assertEquals(
        new VideoInfo(
            "mov,mp4,m4a,3gp,3g2,mj2",
            "h264",
            1,
            10240,
            96,
            64,
            96,
            64,
            Orientation.UPRIGHT,
            5,
            0,
            500_000,
            10,
            1,
            false,
            false,
            ""),
        read("bframes.mp4").info());
  }

  private static void check(Expected expected, Decoded decoded) {
    assertEquals(Optional.empty(), decoded.problem());
    assertEquals(
        expected.timeBase(), decoded.info().timeBaseNum() + "/" + decoded.info().timeBaseDen());
    assertEquals(expected.stamps().size(), decoded.pts().size());
    if (expected.stamped()) {
      assertEquals(expected.stamps().stream().map(Long::valueOf).toList(), decoded.pts());
    }
    assertEquals(expected.sha256(), decoded.sha256());
  }

  private static Decoded read(String file) throws IOException {
    return Decoded.of(BytesChannel.of(Decoded.resource(FOLDER + file)));
  }
}
