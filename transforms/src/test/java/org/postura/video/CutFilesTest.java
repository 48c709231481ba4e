package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that end too early. */
class CutFilesTest {
  @Test
  void anMp4WithoutItsIndexIsTruncated() throws IOException {
    byte[] bytes = media("upright.mp4");
    int moov = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("moov") - 4;
    Verdict verdict = refusal(Arrays.copyOf(bytes, moov));
    assertEquals(VerdictCode.TRUNCATED, verdict.code());
    assertTrue(verdict.message().contains("moov"), verdict.message());
  }

  @Test
  void anIndexCutShortIsTruncated() throws IOException {
    assertEquals(VerdictCode.TRUNCATED, refusal(Arrays.copyOf(media("bframes.mp4"), 600)).code());
  }

  @Test
  void aCutVideoTellsHowManyFramesAreMissing() throws IOException {
    byte[] bytes = media("bframes.mp4");
    Decoded cut = decode(Arrays.copyOf(bytes, bytes.length - 300));
    Verdict problem = cut.problem().orElseThrow();
    assertEquals(VerdictCode.TRUNCATED, problem.code());
    assertEquals(5 - cut.pts().size(), cut.lost());
    assertTrue(cut.lost() > 0, "something should be missing");
    assertTrue(problem.message().contains(cut.lost() + " of 5 frames"), problem.message());
  }

  @Test
  void aCutMatroskaFileIsTruncated() throws IOException {
    byte[] bytes = media("yuv422.mkv");
    // Only what follows the last frame is missing.
    Decoded cut = decode(Arrays.copyOf(bytes, bytes.length - 10));
    assertEquals(VerdictCode.TRUNCATED, cut.problem().orElseThrow().code());
  }

  @Test
  void anAviThatGoesOnInASecondPartIsTruncatedWhereThatIsCut() throws IOException {
    byte[] bytes = media("gaps.avi");
    ByteBuffer parts = ByteBuffer.allocate(bytes.length + 32).order(ByteOrder.LITTLE_ENDIAN);
    parts.put(bytes).put(text("RIFF")).putInt(24).put(text("AVIXLIST")).putInt(12);
    parts.put(text("moviJUNK")).putInt(0);
    assertEquals(Optional.empty(), decode(parts.array()).problem());
    byte[] cut = Arrays.copyOf(parts.array(), parts.capacity() - 4);
    assertEquals(VerdictCode.TRUNCATED, decode(cut).problem().orElseThrow().code());
  }

  @Test
  void aCutPhotoIsTruncated() throws IOException {
    byte[] bytes = media("rotate_90.jpg");
    Decoded cut = decode(Arrays.copyOf(bytes, bytes.length - 200));
    assertEquals(1, cut.pts().size());
    assertEquals(VerdictCode.TRUNCATED, cut.problem().orElseThrow().code());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100, 1000})
  void aCutPngIsTruncatedWhetherAnythingIsSeenOrNot(int missing) throws IOException {
    byte[] bytes = media("rgba.png");
    byte[] cut = Arrays.copyOf(bytes, bytes.length - missing);
    VerdictCode code;
    try {
      code = decode(cut).problem().orElseThrow().code();
    } catch (VideoException e) {
      code = e.verdict().code();
    }
    assertEquals(VerdictCode.TRUNCATED, code);
  }

  @Test
  void aFileWithoutAnIndexThatEndsInItsLastFrameIsTruncated() throws IOException {
    byte[] bytes = media("late.flv");
    // Its last picture lies from 21592 on and has 1544 bytes.
    Decoded cut = decode(Arrays.copyOf(bytes, 22761));
    assertEquals(VerdictCode.TRUNCATED, cut.problem().orElseThrow().code());
  }

  private static Verdict refusal(byte[] bytes) {
    return assertThrows(VideoException.class, () -> decode(bytes)).verdict();
  }

  private static Decoded decode(byte[] bytes) throws IOException {
    return Decoded.of(BytesChannel.of(bytes));
  }

  private static byte[] media(String name) throws IOException {
    return Decoded.resource("/media/video/" + name);
  }

  private static byte[] text(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }
}
