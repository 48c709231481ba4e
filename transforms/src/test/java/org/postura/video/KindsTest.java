package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are more, or other, than they seem. */
class KindsTest {
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;

  /** Cameras and recorders of streams count from 1970; the time stamps stay as they are. */
  @ParameterizedTest
  @CsvSource({"epoch.mkv, 300000", "epoch.nut, 200000"})
  void aClockThatCountsFrom1970MakesNoLongVideo(String file, long us) throws IOException {
    Decoded decoded = decode(media(file));
    assertEquals(us, decoded.info().durationUs());
    assertEquals(1_700_000_000_000_000L, decoded.timesUs().get(0));
  }

  /** A still or a stub that comes first, flagged as default like all: players show the film. */
  @ParameterizedTest
  @CsvSource({"stub_first.mp4, 10, 1 of 0 (mpeg4 64x48;", "sequence.avif, 3, 1 of 0 (av1 64x48;"})
  void theFilmIsTakenAndNotTheStill(String file, int frames, String streams) throws IOException {
    Decoded decoded = decode(media(file));
    assertEquals(frames, decoded.pts().size());
    assertTrue(
        decoded.info().streams().startsWith(streams.replace(";", "")), decoded.info().streams());
    assertFalse(decoded.info().photo());
  }

  @Test
  void whereThereIsOneStreamNothingIsSaidOfIt() throws IOException {
    assertEquals("", decode(media("bframes.mp4")).info().streams());
  }

  /** {@code cat a.mp4 b.mp4}: FFmpeg and players show the first and say nothing. */
  @ParameterizedTest
  @CsvSource({
    "bframes.mp4, upright.mp4",
    "fragmented.mp4, bframes.mp4",
    "late.flv, late.flv",
    "bframes.mp4, late.flv",
    "upright.mp4, epoch.mkv"
  })
  void whatIsJoinedToAFileIsALoss(String first, String second) throws IOException {
    Decoded decoded = decode(join(media(first), media(second)));
    Verdict problem = decoded.problem().orElseThrow();
    assertEquals(VerdictCode.CORRUPT, problem.code());
    assertTrue(problem.message().startsWith("Another file begins"), problem.message());
    assertEquals(decode(media(first)).pts(), decoded.pts());
  }

  /**
   * Cameras and downloads leave zeros behind the last box. Of FLV they may be tags that are gone.
   */
  @ParameterizedTest
  @ValueSource(strings = {"bframes.mp4", "epoch.mkv"})
  void whatIsNoFileBehindOneIsNone(String file) throws IOException {
    assertEquals(Optional.empty(), decode(join(media(file), new byte[3000])).problem());
  }

  /** What phones put into a photo, and behind it: its own picture is the one of 96×64. */
  @Test
  void aPhotoIsOnePictureWhateverGoesWithIt() throws IOException {
    byte[] photo = media("upright.jpg");
    byte[] small = thumbnail();
    byte[] much = photo;
    for (int i = 0; i < 40; i++) {
      much = withSegment(much, APP1, new byte[60_000]);
    }
    byte[] multi = withSegment(photo, APP2, "MPF\0II*\0".getBytes(StandardCharsets.US_ASCII));
    for (byte[] bytes :
        List.of(
            join(photo, small),
            much,
            join(much, small),
            withSegment(photo, APP1, small),
            join(multi, photo),
            join(photo, media("bframes.mp4")))) {
      Decoded decoded = decode(bytes);
      assertEquals(List.of("96x64"), decoded.sizes());
      assertTrue(decoded.info().photo());
      assertEquals(decode(photo).sha256(), decoded.sha256());
      assertEquals(Optional.empty(), decoded.problem());
    }
  }

  /** Pictures of one size one after the other are a film: Motion JPEG without a container. */
  @Test
  void photosOfOneSizeInARowAreAFilm() throws IOException {
    byte[] photo = media("upright.jpg");
    Decoded decoded = decode(join(join(photo, photo), photo));
    assertEquals(3, decoded.pts().size());
    assertFalse(decoded.info().photo());
  }

  /** FFmpeg gives a black picture for these, and no error. */
  @ParameterizedTest
  @CsvSource({"322, 16, tiles", "259, 7, compression 7", "259, 6, compression 6"})
  void aTiffThatWouldBeBlackIsUnsupported(int tag, int value, String said) {
    Verdict verdict = refusal(tiff(1, tag, value));
    assertEquals(VerdictCode.UNSUPPORTED_CODEC, verdict.code());
    assertTrue(verdict.message().contains(said), verdict.message());
    assertTrue(verdict.message().contains("JPEG or PNG"), verdict.message());
  }

  @Test
  void ofATiffWithPagesTheOthersAreALoss() throws IOException {
    assertEquals(Optional.empty(), decode(tiff(1, 259, 1)).problem());
    Verdict problem = decode(tiff(3, 259, 1)).problem().orElseThrow();
    assertTrue(problem.message().contains("more than one page"), problem.message());
  }

  /** More than FFmpeg's own limit, of which it says that the size is invalid. */
  @ParameterizedTest
  @CsvSource({"30000, 30000", "40000, 8000", "8000, 40000", "65000, 65000"})
  void aPhotoThatIsTooLargeIsPastTheLimit(int width, int height) {
    assertEquals(VerdictCode.LIMIT_EXCEEDED, refusal(png(width, height)).code());
  }

  /** DRM as DASH has it: the header alone says "encv", keys and vectors are elsewhere. */
  @ParameterizedTest
  @ValueSource(strings = {"senc", "saiz", "saio"})
  void encryptionShowsInTheHeaderAlone(String without) throws IOException {
    String text = new String(media("encrypted.mp4"), StandardCharsets.ISO_8859_1);
    byte[] bytes = text.replace(without, "free").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(VerdictCode.ENCRYPTED, refusal(bytes).code());
  }

  @ParameterizedTest
  @CsvSource({
    "FF0A0000000000000000000000000000, a JPEG XL",
    "0000000C4A584C200D0A870A00000014, a JPEG XL",
    "49492B00080000001000000000000000, a BigTIFF",
    "4D4D002B000800000000000000100000, a BigTIFF",
    "00000A00000000000000000040002000180000, a Targa",
    "762F3101020000000000000000000000, the kind exr",
    "716F6966000000400000003003000000, the kind qoi"
  })
  void picturesThatCantBeDecodedAreNamed(String hex, String said) {
    byte[] bytes = join(HexFormat.of().parseHex(hex), new byte[500]);
    Verdict verdict = refusal(bytes);
    assertEquals(VerdictCode.UNSUPPORTED_CODEC, verdict.code());
    assertTrue(verdict.message().contains(said), verdict.message());
    assertTrue(verdict.message().contains("JPEG or PNG"), verdict.message());
  }

  private static byte[] thumbnail() throws IOException {
    // Half as high by its own word: the rest of the scan is not looked at.
    byte[] bytes = media("upright.jpg");
    for (int i = 0; i < bytes.length; i++) {
      if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == 0xC0) {
        bytes[i + 6] = 32;
        return bytes;
      }
    }
    throw new AssertionError("a baseline JPEG is wanted");
  }

  private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + content.length + 4);
    out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker);
    out.putShort((short) (content.length + 2)).put(content).put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** Grey pages of 16×16, with one entry more or another value. */
  private static byte[] tiff(int pages, int tag, int value) {
    int[][] entries = {
      {256, 16}, {257, 16}, {258, 8}, {259, 1}, {262, 1}, {273, 8}, {277, 1}, {278, 16}, {279, 256}
    };
    int ifdBytes = 2 + 12 * (entries.length + 1) + 4;
    ByteBuffer out = ByteBuffer.allocate(8 + 256 + pages * ifdBytes);
    out.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8 + 256);
    out.position(8 + 256);
    for (int page = 0; page < pages; page++) {
      out.putShort((short) (entries.length + 1));
      for (int[] entry : entries) {
        entry(out, entry[0], entry[0] == tag ? value : entry[1]);
      }
      entry(out, tag > 300 ? tag : 305, value);
      out.putInt(page + 1 < pages ? out.position() + 4 : 0);
    }
    return out.array();
  }

  private static void entry(ByteBuffer out, int tag, int value) {
    out.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
  }

  private static byte[] png(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("89504E470D0A1A0A"));
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", HexFormat.of().parseHex("789C010000FFFF00000001"));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
    byte[] named = join(name.getBytes(StandardCharsets.US_ASCII), content);
    CRC32 crc = new CRC32();
    crc.update(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
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
}
