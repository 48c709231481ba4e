package org.postura.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  private static final VideoLimits LIMITS = VideoLimits.defaults();

  @Test
  void nothingAtAllIsEmpty() throws IOException {
    assertEquals(VerdictCode.EMPTY, refusal(new byte[0]).code());
  }

  @Test
  void textIsNoVideo() throws IOException {
    assertEquals(VerdictCode.NOT_A_VIDEO, refusal(text("this is not a video\n")).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "\uFEFF  #extm3u\nhttp://example.org/a.mp4\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>",
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n",
        "[playlist]\nFile1=a.mp4\n",
        "# VobSub index file, v7\nid: en, index: 0\n",
        "<smil><body><video src=\"a.mp4\"/></body></smil>",
      })
  void whatNamesOtherFilesIsRefused(String playlist) throws IOException {
    assertEquals(VerdictCode.REFUSED, refusal(text(playlist)).code());
  }

  @Test
  void picturesInAnotherFileAreRefused() throws IOException {
    byte[] bytes = media("upright.mp4");
    byte[] elsewhere = BoxBytes.withExternalData(bytes, "file:///etc/hostname");
    assertEquals(VerdictCode.REFUSED, refusal(elsewhere).code());
  }

  @Test
  void soundWithACoverIsNoVideo() throws IOException {
    assertEquals(VerdictCode.NO_VIDEO_STREAM, refusal(media("sound_and_cover.m4a")).code());
  }

  @Test
  void encryptionIsNamed() throws IOException {
    assertEquals(VerdictCode.ENCRYPTED, refusal(media("encrypted.mp4")).code());
  }

  @Test
  void aCodecNobodyKnowsIsNamed() throws IOException {
    byte[] bytes = media("upright.mp4");
    // Once as a compatible brand, then as the name of the sample entry.
    int entry = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("avc1");
    Arrays.fill(bytes, entry, entry + 4, (byte) 'z');
    assertEquals(VerdictCode.UNSUPPORTED_CODEC, refusal(bytes).code());
  }

  @Test
  void anAnimatedWebpIsUnsupported() throws IOException {
    byte[] bytes = text("RIFF\0\0\0\0WEBPVP8X\12\0\0\0\2\0\0\0\0\0\0\0\0\0");
    assertEquals(VerdictCode.UNSUPPORTED_CODEC, refusal(bytes).code());
  }

  @ParameterizedTest
  @ValueSource(longs = {2048, 5_000_000})
  void aTransportStreamThatGoesOnInAnotherStreamHasLostWhatIsThere(long probed) throws IOException {
    VideoLimits limits = LIMITS.withMaxProbeBytes(probed);
    Decoded decoded = Decoded.of(BytesChannel.of(media("two_pids.ts")), limits, false);
    assertEquals(3, decoded.pts().size());
    assertEquals(3, decoded.lost());
    String message = decoded.problem().orElseThrow().message();
    assertTrue(message.contains("goes on in another stream"), message);
  }

  @Test
  void damageInsideIsCorruption() throws IOException {
    byte[] bytes = media("bframes.mp4");
    Arrays.fill(bytes, bytes.length - 400, bytes.length - 100, (byte) 0);
    Verdict problem = decode(bytes).problem().orElseThrow();
    assertEquals(VerdictCode.CORRUPT, problem.code());
    assertTrue(problem.detail().contains("h264"), problem.detail());
  }

  @Test
  void tooManyBytesArePastTheLimit() {
    assertEquals(VerdictCode.LIMIT_EXCEEDED, limited(LIMITS.withMaxBytes(1000)).code());
  }

  @Test
  void tooManyPixelsArePastTheLimit() {
    assertEquals(VerdictCode.LIMIT_EXCEEDED, limited(LIMITS.withMaxPixels(96 * 64 - 1)).code());
  }

  @Test
  void aSizeThatGrowsPastTheLimitEndsWhatIsRight() throws IOException {
    byte[] bytes = media("size_change.h264");
    VideoLimits between = LIMITS.withMaxPixels(10_000);
    try (Video video = Video.open(BytesChannel.of(bytes), between);
        FrameBatch batch = FrameBatch.of(10)) {
      assertTrue(video.read(batch));
      assertEquals(3, batch.frames().size());
      assertThrows(VideoException.class, () -> video.read(batch));
      assertEquals(VerdictCode.LIMIT_EXCEEDED, video.problem().orElseThrow().code());
      assertTrue(video.problem().orElseThrow().message().contains("pixels"));
    }
  }

  @Test
  void widenedPicturesCountByTheirWidth() throws IOException {
    byte[] bytes = media("sar_4_3.mp4");
    VideoLimits narrow = LIMITS.withMaxPixels(96 * 64);
    VideoException failure =
        assertThrows(VideoException.class, () -> Decoded.of(BytesChannel.of(bytes), narrow, false));
    assertEquals(VerdictCode.LIMIT_EXCEEDED, failure.verdict().code());
  }

  @Test
  void aFailureInTheMiddleIsTheProblemAtTheEnd() throws IOException {
    byte[] bytes = Decoded.resource("/media/two_people.mp4");
    try (Video video = Video.open(new BytesChannel(bytes, 1 << 16, bytes.length / 2), LIMITS);
        FrameBatch batch = FrameBatch.of(4)) {
      VideoException failure =
          assertThrows(
              VideoException.class,
              () -> {
                while (video.read(batch)) {
                  assertEquals(Optional.empty(), video.problem());
                }
              });
      assertTrue(video.framesRead() > 0);
      assertEquals(Optional.of(failure.verdict()), video.problem());
      assertEquals(VerdictCode.IO_ERROR, failure.verdict().code());
    }
  }

  @Test
  void aLongVideoIsPastTheLimit() {
    assertEquals(
        VerdictCode.LIMIT_EXCEEDED, limited(LIMITS.withMaxDuration(Duration.ofMillis(400))).code());
  }

  @Test
  void fragmentsThatCountFrom1970AreNotLong() throws IOException {
    byte[] bytes = media("fragmented.mp4");
    Decoded plain = decode(bytes);
    assertEquals(500_000, plain.info().durationUs());
    long ticks = 1_700_000_000L * plain.info().timeBaseDen();
    Decoded later = decode(BoxBytes.withLaterFragments(bytes, ticks));
    assertEquals(Optional.empty(), later.problem());
    assertEquals(500_000, later.info().durationUs());
    assertEquals(plain.pts().stream().map(pts -> pts + ticks).toList(), later.pts());
    assertEquals(plain.sha256(), later.sha256());
  }

  @Test
  void tooManyFramesAnnouncedArePastTheLimit() {
    assertEquals(VerdictCode.LIMIT_EXCEEDED, limited(LIMITS.withMaxFrames(4)).code());
  }

  @Test
  void framesUpToTheLimitAreGiven() throws IOException {
    // Raw H.264 announces nothing.
    try (Video video = Video.open(BytesChannel.of(media("raw.h264")), LIMITS.withMaxFrames(3));
        FrameBatch batch = FrameBatch.of(4)) {
      assertTrue(video.read(batch));
      assertEquals(3, batch.frames().size());
      assertEquals(Optional.empty(), video.problem());
      assertThrows(VideoException.class, () -> video.read(batch));
      assertEquals(VerdictCode.LIMIT_EXCEEDED, video.problem().orElseThrow().code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sound_and_cover.m4a", "two_streams.mkv"})
  void tooManyStreamsArePastTheLimit(String file) throws IOException {
    byte[] bytes = media(file);
    Verdict verdict =
        assertThrows(
                VideoException.class,
                () -> Decoded.of(BytesChannel.of(bytes), LIMITS.withMaxStreams(1), false))
            .verdict();
    assertEquals(VerdictCode.LIMIT_EXCEEDED, verdict.code());
    assertTrue(verdict.message().contains("streams"), verdict.message());
  }

  @Test
  void aStreamThatBeginsTooLateIsPastTheLimit() throws IOException {
    byte[] bytes = media("late.flv");
    assertEquals(Optional.empty(), decode(bytes).problem());
    Verdict verdict =
        assertThrows(
                VideoException.class,
                () -> Decoded.of(BytesChannel.of(bytes), LIMITS.withMaxProbeBytes(4000), false))
            .verdict();
    assertEquals(VerdictCode.LIMIT_EXCEEDED, verdict.code());
    assertTrue(verdict.message().contains("4000"), verdict.message());
  }

  @Test
  void whatTakesTooLongTimesOut() {
    assertEquals(
        VerdictCode.TIMED_OUT, limited(LIMITS.withFrameTimeout(Duration.ofNanos(1))).code());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void limitsMustBePositive(long value) {
    assertThrows(IllegalArgumentException.class, () -> LIMITS.withMaxBytes(value));
    assertThrows(IllegalArgumentException.class, () -> LIMITS.withMaxPixels(value));
    assertThrows(
        IllegalArgumentException.class, () -> LIMITS.withMaxDuration(Duration.ofMillis(value)));
    assertThrows(
        IllegalArgumentException.class, () -> LIMITS.withFrameTimeout(Duration.ofMillis(value)));
  }

  private static Verdict refusal(byte[] bytes) throws IOException {
    return assertThrows(VideoException.class, () -> decode(bytes)).verdict();
  }

  private static Verdict limited(VideoLimits limits) {
    return assertThrows(
            VideoException.class,
            () -> Decoded.of(BytesChannel.of(media("bframes.mp4")), limits, false))
        .verdict();
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
