package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postura.video.BytesChannel;
import org.postura.video.Decoded;
import org.postura.video.Decoders;
import org.postura.video.Frame;
import org.postura.video.FrameBatch;
import org.postura.video.Isolation;
import org.postura.video.SmallMediaTest;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;

/** Real child processes, really killed. */
class IsolatedVideoTest {
  private static final VideoLimits LIMITS = VideoLimits.defaults();
  private static final String TWO_PEOPLE = "/media/two_people.mp4";

  private static DecoderPool pool;
  private static DecoderProcesses decoders;

  @BeforeAll
  static void start() {
    pool = new DecoderPool(DecoderProcess::start, 2, Duration.ofSeconds(1));
    decoders = new DecoderProcesses(pool);
  }

  @AfterAll
  static void end() {
    decoders.close();
  }

  @ParameterizedTest
  @MethodSource("org.postura.video.SmallMediaTest#expected")
  void givesWhatDecodingHereGives(SmallMediaTest.Expected expected) throws IOException {
    byte[] bytes = Decoded.resource("/media/video/" + expected.file());
    Decoded here = Decoded.of(BytesChannel.of(bytes));
    assertEquals(here, decode(BytesChannel.of(bytes), LIMITS));
    assertEquals(here.sha256(), decode(BytesChannel.stream(bytes), LIMITS).sha256());
    assertEquals(here, decode(new BytesChannel(bytes, 997, Long.MAX_VALUE), LIMITS));
  }

  @Test
  void givesTheVerdictsOfDecodingHere() throws IOException {
    byte[] bytes = Decoded.resource("/media/video/bframes.mp4");
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 300);
    assertEquals(Decoded.of(BytesChannel.of(cut)), decode(BytesChannel.of(cut), LIMITS));
    assertEquals(VerdictCode.EMPTY, refusal(new byte[0], LIMITS).code());
    assertEquals(VerdictCode.NOT_A_VIDEO, refusal(new byte[5000], LIMITS).code());
    assertEquals(VerdictCode.LIMIT_EXCEEDED, refusal(bytes, LIMITS.withMaxPixels(100)).code());
    assertEquals(
        VerdictCode.TIMED_OUT, refusal(bytes, LIMITS.withFrameTimeout(Duration.ofNanos(1))).code());
  }

  @Test
  void aProcessServesOneVideoAfterTheOther() throws IOException {
    long first = processOf(TWO_PEOPLE);
    refusal(new byte[5000], LIMITS);
    assertEquals(first, processOf(TWO_PEOPLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "SEGV", "ABRT", "TERM"})
  void aProcessThatIsKilledCostsOneVideoAVerdict(String signal) throws Exception {
    VideoException failure = interrupted(signal, LIMITS);
    assertEquals(VerdictCode.INTERNAL, failure.verdict().code());
    assertTrue(failure.verdict().message().contains("signal"), failure.verdict().toString());
    assertTrue(!signal.equals("SEGV") || failure.verdict().message().contains("SIGSEGV"));
    assertEquals(Optional.empty(), decode(BytesChannel.of(small()), LIMITS).problem());
  }

  @Test
  void aProcessThatHangsIsKilled() throws Exception {
    VideoException failure = interrupted("STOP", LIMITS.withFrameTimeout(Duration.ofSeconds(1)));
    assertEquals(VerdictCode.TIMED_OUT, failure.verdict().code());
    assertEquals(Optional.empty(), decode(BytesChannel.of(small()), LIMITS).problem());
  }

  @Test
  void aProcessThatTakesTooMuchMemoryIsKilled() throws IOException {
    VideoLimits tight = LIMITS.withMaxMemory(16 << 20);
    Verdict verdict =
        assertThrows(
                VideoException.class,
                () -> {
                  // A small video may be over before anybody looks.
                  for (int i = 0; i < 1000; i++) {
                    decode(BytesChannel.of(twoPeople()), tight);
                  }
                })
            .verdict();
    assertEquals(VerdictCode.LIMIT_EXCEEDED, verdict.code());
    assertTrue(verdict.message().contains("MiB of memory"), verdict.message());
  }

  @Test
  void oneThatDiesBetweenVideosIsReplaced() throws Exception {
    long first = processOf(TWO_PEOPLE);
    ProcessHandle handle = ProcessHandle.of(first).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().get();
    assertNotEquals(first, processOf(TWO_PEOPLE));
  }

  @Test
  void aChannelThatFailsIsNotTheProcessFault() throws IOException {
    byte[] bytes = small();
    for (int position = 0; position < bytes.length; position += 101) {
      BytesChannel channel = new BytesChannel(bytes, 64, position);
      VideoException failure =
          assertThrows(VideoException.class, () -> decode(channel, LIMITS), "at " + position);
      assertEquals(VerdictCode.IO_ERROR, failure.verdict().code());
      assertTrue(failure.verdict().detail().contains("fire"), failure.verdict().detail());
    }
  }

  @Test
  void anErrorOfTheChannelItselfComesThrough() {
    StackOverflowError bug = new StackOverflowError("a bug in the channel");
    ReadableByteChannel channel =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer target) {
            throw bug;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    assertSame(bug, assertThrows(StackOverflowError.class, () -> decode(channel, LIMITS)));
  }

  @Test
  void aChannelThatNeverAnswersTimesOut() throws IOException {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel silent = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      VideoException failure =
          assertThrows(
              VideoException.class,
              () -> decode(silent, LIMITS.withFrameTimeout(Duration.ofMillis(1))));
      assertEquals(VerdictCode.TIMED_OUT, failure.verdict().code());
      assertTrue(sink.isOpen());
      assertEquals(false, Thread.interrupted());
    }
  }

  @Test
  void framesEndWithTheirVideo() throws IOException {
    try (FrameBatch batch = FrameBatch.of(2)) {
      Video video = decoders.open(BytesChannel.of(twoPeople()), LIMITS);
      assertTrue(video.read(batch));
      Frame frame = batch.frames().get(0);
      video.close();
      assertEquals(0, batch.frames().size());
      assertThrows(IllegalStateException.class, () -> frame.rgb(0, 1));
    }
  }

  @Test
  void theFramesOfOneBatchEndWithTheNext() throws IOException {
    try (Video video = decoders.open(BytesChannel.of(twoPeople()), LIMITS);
        FrameBatch one = FrameBatch.of(1);
        FrameBatch other = FrameBatch.of(1)) {
      assertTrue(video.read(one));
      assertTrue(video.read(other));
      assertEquals(0, one.frames().size());
      assertEquals(1, other.frames().size());
    }
  }

  @Test
  void aFailureLosesWhatWasAnnounced() throws IOException {
    byte[] bytes = twoPeople();
    long here = lostBy(Video.open(new BytesChannel(bytes, 1 << 16, bytes.length / 2), LIMITS));
    assertTrue(here > 0);
    assertEquals(
        here, lostBy(decoders.open(new BytesChannel(bytes, 1 << 16, bytes.length / 2), LIMITS)));
  }

  @Test
  void filesOfPicturesHaveNoNameOnceTheProcessIsUp() throws Exception {
    DecoderProcess process = DecoderProcess.start();
    List<Path> paths = process.pictures().paths();
    assertEquals(SharedPictures.directories().size(), paths.size());
    process.awaitReady();
    assertEquals(List.of(), paths.stream().filter(Files::exists).toList());
    process.end();
  }

  @Test
  void aProcessThatNeverCameUpLeavesNoFiles() throws Exception {
    DecoderProcess process = DecoderProcess.start(paths -> new ProcessBuilder("false"));
    assertThrows(VideoException.class, process::awaitReady);
    process.end();
    assertEquals(List.of(), process.pictures().paths().stream().filter(Files::exists).toList());
  }

  @Test
  void aProcessWhoseParentIsGoneEnds() throws Exception {
    Path file = Files.createTempFile("test", ".frames");
    Process process = DecoderCommand.builder(List.of(file)).start();
    assertEquals(Wire.READY, process.getInputStream().read());
    // Its stdin stays open, as it does where somebody else holds it.
    process.getErrorStream().close();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(false, Files.exists(file));
  }

  @ParameterizedTest
  @EnumSource
  void eachKindOfDecodersReadsAVideo(Isolation isolation) throws IOException {
    try (Decoders own = isolation.decoders();
        Video video = own.open(BytesChannel.of(twoPeople()), LIMITS)) {
      assertEquals(Optional.empty(), Decoded.of(video, false).problem());
    }
  }

  private static long lostBy(Video failing) throws IOException {
    try (Video video = failing;
        FrameBatch batch = FrameBatch.of(2)) {
      assertThrows(
          VideoException.class,
          () -> {
            while (video.read(batch)) {
              assertEquals(0, video.framesLost());
            }
          });
      assertTrue(video.framesRead() > 0);
      return video.framesLost();
    }
  }

  /** Opens a video, reads some of it, sends the signal and reads on. */
  private static VideoException interrupted(String signal, VideoLimits limits) throws Exception {
    try (Video video = decoders.open(BytesChannel.of(twoPeople()), limits);
        FrameBatch batch = FrameBatch.of(2)) {
      assertTrue(video.read(batch));
      long pid = busiest();
      assertEquals(
          0, new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor());
      if (!signal.equals("STOP")) {
        ProcessHandle.of(pid).map(ProcessHandle::onExit).ifPresent(exit -> exit.join());
      }
      VideoException failure =
          assertThrows(
              VideoException.class,
              () -> {
                while (video.read(batch)) {
                  assertEquals(Optional.empty(), video.problem());
                }
              });
      assertEquals(Optional.of(failure.verdict()), video.problem());
      assertTrue(video.framesRead() > 0);
      assertEquals(video.info().announcedFrames(), video.framesRead() + video.framesLost());
      return failure;
    }
  }

  private static long processOf(String resource) throws IOException {
    try (Video video = decoders.open(BytesChannel.of(Decoded.resource(resource)), LIMITS)) {
      assertTrue(video.info().width() > 0);
      return busiest();
    }
  }

  /** These tests have one video open at a time, and so one process. */
  private static long busiest() {
    assertEquals(1, pool.all().size());
    return pool.all().iterator().next().pid();
  }

  private static Decoded decode(ReadableByteChannel channel, VideoLimits limits)
      throws IOException {
    try (Video video = decoders.open(channel, limits)) {
      return Decoded.of(video, true);
    }
  }

  private static Verdict refusal(byte[] bytes, VideoLimits limits) {
    return assertThrows(VideoException.class, () -> decode(BytesChannel.of(bytes), limits))
        .verdict();
  }

  private static byte[] small() throws IOException {
    return Decoded.resource("/media/video/bframes.mp4");
  }

  private static byte[] twoPeople() throws IOException {
    return Decoded.resource(TWO_PEOPLE);
  }
}
