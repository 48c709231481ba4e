package org.postura.video.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postura.video.BytesChannel;
import org.postura.video.Decoded;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;

/** One pool for all who decode in a JVM, and no more processes than it may have. */
class DecoderPoolTest {
  private static final VideoLimits LIMITS = VideoLimits.defaults();

  private final DecoderPool pool = new DecoderPool(DecoderProcess::start, 1, Duration.ofMillis(50));

  @Test
  void thereAreNoMoreProcessesThanMayBe() throws IOException {
    try (DecoderProcesses decoders = new DecoderProcesses(pool);
        Video first = open(decoders)) {
      assertEquals(5, first.info().announcedFrames());
      Verdict verdict = assertThrows(VideoException.class, () -> open(decoders)).verdict();
      assertEquals(VerdictCode.TIMED_OUT, verdict.code());
      assertTrue(verdict.message().startsWith("All 1 decoding processes"), verdict.message());
      assertEquals(1, pool.all().size());
    }
    assertEquals(0, pool.all().size());
  }

  @Test
  void allUsersShareItAndTheLastEndsIt() throws IOException {
    DecoderProcesses one = new DecoderProcesses(pool);
    DecoderProcesses other = new DecoderProcesses(pool);
    open(one).close();
    long pid = pool.all().iterator().next().pid();
    one.close();
    one.close();
    try (Video video = open(other)) {
      assertEquals(Optional.empty(), Decoded.of(video, true).problem());
      assertEquals(pid, pool.all().iterator().next().pid());
    }
    assertThrows(IllegalStateException.class, () -> open(one));
    other.close();
    assertEquals(0, pool.all().size());
  }

  @Test
  void whoClosesEndsTheVideosThatHeHasOpen() throws IOException {
    DecoderProcesses decoders = new DecoderProcesses(pool);
    Video video = open(decoders);
    decoders.close();
    assertThrows(VideoException.class, () -> Decoded.of(video, false));
    video.close();
    assertEquals(0, pool.all().size());
  }

  private static Video open(DecoderProcesses decoders) throws IOException {
    byte[] bytes = Decoded.resource("/media/video/bframes.mp4");
    return decoders.open(BytesChannel.of(bytes), LIMITS);
  }
}
