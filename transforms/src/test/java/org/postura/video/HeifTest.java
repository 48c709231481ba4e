package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HEIC and AVIF photos, put together from tiles, turned, mirrored and cropped, against what libheif
 * and libavif show (the PNG beside each, written by scripts/make_heif_test_media.py).
 */
class HeifTest {
  private static final String FOLDER = "/media/heif/";

  /** libheif gives pixels of 4:2:0 the colour of their sample, as we do: rounding differs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "grid.heic",
        "grid_rotated.heic",
        "grid_rotated_mirrored.heic",
        "grid_cropped_rotated.heic",
        "one_cropped_mirrored.heic"
      })
  void isWhatLibheifShows(String file) throws IOException {
    byte[] ours = pixels(file);
    byte[] theirs = pixels(file + ".png");
    assertEquals(theirs.length, ours.length);
    for (int i = 0; i < ours.length; i++) {
      assertTrue(Math.abs((ours[i] & 0xFF) - (theirs[i] & 0xFF)) <= 3, "at " + i);
    }
  }

  /** libavif interpolates colours, so it is the light that is compared. */
  @ParameterizedTest
  @ValueSource(strings = {"grid.avif", "grid_rotated.avif", "grid_mirrored.avif"})
  void isWhatLibavifShows(String file) throws IOException {
    byte[] ours = pixels(file);
    byte[] theirs = pixels(file + ".png");
    assertEquals(theirs.length, ours.length);
    double sum = 0;
    for (int i = 0; i < ours.length; i += 3) {
      sum += Math.abs(light(ours, i) - light(theirs, i));
    }
    assertEquals(0, sum / (ours.length / 3.0), 1.5);
  }

  /** The first tile is there, the last is not: all of the file's end are pictures. */
  @Test
  void tilesThatAreMissingAreALoss() throws IOException {
    byte[] whole = Decoded.resource(FOLDER + "grid_rotated.heic");
    Decoded decoded = Decoded.of(BytesChannel.of(Arrays.copyOf(whole, whole.length - 500)));
    assertEquals(1, decoded.pts().size());
    Verdict problem = decoded.problem().orElseThrow();
    assertEquals(VerdictCode.TRUNCATED, problem.code());
    assertTrue(problem.message().contains("a part of the picture is missing"), problem.message());
  }

  @Test
  void aTileThatIsDamagedIsALoss() throws IOException {
    byte[] bytes = Decoded.resource(FOLDER + "grid_rotated.heic");
    Arrays.fill(bytes, bytes.length - 600, bytes.length - 100, (byte) 0);
    Verdict problem = Decoded.of(BytesChannel.of(bytes)).problem().orElseThrow();
    assertEquals(VerdictCode.CORRUPT, problem.code());
  }

  /** The whole counts, not the tile. */
  @Test
  void aPhotoOfTilesIsAsLargeAsItIs() throws IOException {
    byte[] bytes = Decoded.resource(FOLDER + "grid.heic");
    VideoLimits limits = VideoLimits.defaults().withMaxPixels(64 * 64);
    Verdict verdict =
        assertThrows(VideoException.class, () -> Decoded.of(BytesChannel.of(bytes), limits, false))
            .verdict();
    assertEquals(VerdictCode.LIMIT_EXCEEDED, verdict.code());
  }

  /** Tiles are streams to FFmpeg, and none to the person who set the limit. */
  @Test
  void tilesAreNoStreams() throws IOException {
    byte[] bytes = Decoded.resource(FOLDER + "grid.heic");
    VideoLimits limits = VideoLimits.defaults().withMaxStreams(1);
    Decoded decoded = Decoded.of(BytesChannel.of(bytes), limits, false);
    assertTrue(decoded.info().photo());
    assertEquals("", decoded.info().streams());
  }

  private static byte[] pixels(String file) throws IOException {
    byte[] bytes = Decoded.resource(FOLDER + file);
    try (Video video = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(1)) {
      assertTrue(video.read(batch));
      return Decoded.upright(batch.frames().get(0));
    }
  }

  private static double light(byte[] rgb, int at) {
    return 0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
  }
}
