package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damage that FFmpeg passes over, one file a container (media/damage, made by
 * scripts/make_damage_test_media.py): what tells of it, and that its absence tells nothing.
 */
class DamagedContainersTest {
  private static final int FRAMES = 20;
  private static final int BYTES = 600;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          theora.ogv   | ZEROS | 5532  | the page's checksum, by FFmpeg's log alone
          theora.ogv   | CUT   | 5532  | the page's checksum
          vp8.webm     | ZEROS | 6402  | no element begins with zero; the next cluster is looked for
          vp9.webm     | NOISE | 6402  | elements longer than their parents
          mjpeg.mkv    | ZEROS | 5238  | as of VP8, though every picture is one for itself
          h264.ts      | ZEROS | 11058 | sync bytes and counters
          h264.ts      | NOISE | 8148  | the same, of two packets
          h264.ts      | CUT   | 7275  | packets out of step
          mpeg2.mpg    | ZEROS | 5238  | zeros within a packet, and a gap in times or numbers
          mpeg2.mpg    | CUT   | 5044  | what follows a packet is none
          wmv2.asf     | ZEROS | 5238  | media objects that are not whole, or numbers left out
          wmv2.asf     | NOISE | 6014  | the same
          flv1.flv     | ZEROS | 3880  | a tag that is not as long as the next one says
          mpeg4.avi    | ZEROS | 7275  | the index counts more
          animated.gif | ZEROS | 5335  | blocks that are none; as many pictures as fit behind
          rv10.rm      | CUT   | 4462  | packets that are none; FFmpeg looks for one that is
          rv10.rm      | ZEROS | 4656  | the same
          mpeg4.nut    | ZEROS | 4365  | only those who debug are told that FFmpeg looks for the next
          mpeg2.wtv    | ZEROS | 16102 | a chunk of no known kind
          mpeg2.mxf    | ZEROS | 13483 | edit units left out
          raw.h264     | CUT   | 3783  | order counts that leave some out
          raw.h261     | CUT   | 3298  | temporal references, likewise
          raw.m2v      | NOISE | 5626  | packets without a picture
          """)
  void whatIsLostIsToldAndCounted(String file, Damage.Kind kind, int from, String why)
      throws IOException {
    byte[] whole = media(file);
    Decoded damaged = decode(new Damage(kind, from, BYTES, 1).apply(whole));
    Verdict problem = damaged.problem().orElseThrow(() -> new AssertionError("not seen: " + why));
    assertEquals(VerdictCode.CORRUPT, problem.code(), why);
    assertTrue(damaged.pts().size() < FRAMES, "something should be missing");
    assertTrue(damaged.lost() >= 1, why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theora.ogv", "vp8.webm", "vp9.webm", "mjpeg.mkv", "h264.ts", "mpeg2.mpg", "wmv2.asf",
        "flv1.flv", "mpeg4.avi", "animated.gif", "rv10.rm", "mpeg4.nut", "mpeg2.wtv", "mpeg2.mxf",
        "raw.y4m", "raw.h264", "raw.h261", "raw.m2v"
      })
  void wholeFilesAreWholeHoweverTheirBytesCome(String file) throws IOException {
    byte[] bytes = media(file);
    assertWhole(decode(bytes));
    assertWhole(
        Decoded.of(new BytesChannel(bytes, 7, Long.MAX_VALUE), VideoLimits.defaults(), false));
    assertWhole(Decoded.of(BytesChannel.stream(bytes), VideoLimits.defaults(), false));
  }

  /** A recording that was joined begins with its tables, and counts from where it likes. */
  @Test
  void joinedTransportStreamsAreWhole() throws IOException {
    byte[] bytes = media("h264.ts");
    byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
    Decoded decoded = decode(twice);
    assertEquals(Optional.empty(), decoded.problem());
    assertEquals(2 * FRAMES, decoded.pts().size());
  }

  @ParameterizedTest
  @CsvSource({"h264.ts, 100", "theora.ogv, 100", "raw.y4m, 100", "wmv2.asf, 4000"})
  void whatEndsEarlyIsTruncated(String file, int missing) throws IOException {
    byte[] bytes = media(file);
    Decoded cut = decode(Arrays.copyOf(bytes, bytes.length - missing));
    assertEquals(VerdictCode.TRUNCATED, cut.problem().orElseThrow().code());
  }

  /** Nothing says how many pictures there should be: docs/limits.md. */
  @Test
  void aRawStreamThatEndsBetweenTwoPicturesShowsNothing() throws IOException {
    byte[] bytes = media("raw.h261");
    int last = bytes.length - 1;
    while (bytes[last - 2] != 0 || bytes[last - 1] != 1 || (bytes[last] & 0xF0) != 0) {
      last--;
    }
    Decoded cut = decode(Arrays.copyOf(bytes, last - 2));
    assertEquals(FRAMES - 1, cut.pts().size());
    assertEquals(Optional.empty(), cut.problem());
  }

  private static void assertWhole(Decoded decoded) {
    assertEquals(Optional.empty(), decoded.problem());
    assertEquals(FRAMES, decoded.pts().size());
    assertEquals(0, decoded.lost());
  }

  private static Decoded decode(byte[] bytes) throws IOException {
    return Decoded.of(BytesChannel.of(bytes), VideoLimits.defaults(), false);
  }

  private static byte[] media(String name) throws IOException {
    return Decoded.resource("/media/damage/" + name);
  }
}
