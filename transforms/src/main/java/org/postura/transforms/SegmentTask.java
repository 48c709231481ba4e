package org.postura.transforms;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.postura.blazepose.BlazePose;
import org.postura.video.Decoders;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoInfo;

/** The work on one video: open, decode, estimate, write, publish; its end is a ledger row. */
final class SegmentTask {
  /**
   * Transient read errors are tried again this often, with the waits of an exponential back-off.
   */
  private static final FluentBackoff RETRIES =
      FluentBackoff.DEFAULT.withMaxRetries(3).withInitialBackoff(Duration.standardSeconds(1));

  private final OutputLayout layout;
  private final String run;
  private final Estimation estimation;
  private final BlazePose blazePose;
  private final Decoders decoders;
  private final VideoSegment segment;
  private final RunProgress progress;
  private final RunProgress.Work work;
  private final long beginNanos = System.nanoTime();
  private final String uri;

  private VideoInfo info;
  private long frames;
  private long poses;

  SegmentTask(
      OutputLayout layout,
      String run,
      Estimation estimation,
      BlazePose blazePose,
      Decoders decoders,
      VideoSegment segment,
      RunProgress progress,
      RunProgress.Work work) {
    this.layout = layout;
    this.run = run;
    this.estimation = estimation;
    this.blazePose = blazePose;
    this.decoders = decoders;
    this.segment = segment;
    this.progress = progress;
    this.work = work;
    this.uri = VideoUris.withoutSecrets(segment.video().uri());
  }

  /**
   * Does the work, transient errors retried.
   *
   * @return the row, or empty if the run was stopped meanwhile
   * @throws OutputException if the output can't be written
   */
  Optional<LedgerEntry> attempt() throws IOException, InterruptedException {
    BackOff backOff = RETRIES.backoff();
    while (true) {
      Ending ending = once();
      // Whoever stops the run may have stopped the decoding processes as well.
      if (ending.stopped() || progress.stopping() && ending.verdict() != null) {
        return Optional.empty();
      }
      if (ending.verdict() == null
          || ending.verdict().code() != VerdictCode.IO_ERROR
          || !BackOffUtils.next(Sleeper.DEFAULT, backOff)) {
        return Optional.of(entry(ending));
      }
      work.again();
    }
  }

  /**
   * How one attempt ended.
   *
   * @param verdict what went wrong, or null
   * @param published whether landmarks were published
   * @param framesLost frames that were announced but not decoded
   * @param stopped whether the run was stopped meanwhile
   */
  private record Ending(Verdict verdict, boolean published, long framesLost, boolean stopped) {
    static Ending failed(Verdict verdict) {
      return new Ending(verdict, false, 0, false);
    }
  }

  private Ending once() {
    info = null;
    frames = 0;
    poses = 0;
    try (SeekableByteChannel bytes =
            VideoBytes.open(segment.video().uri(), estimation.limits().maxBytes());
        Video video = decoders.open(bytes, estimation.limits())) {
      info = video.info();
      return estimate(video);
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      return Ending.failed(VideoBytes.verdictOf(e).verdict());
    } catch (RuntimeException e) {
      return Ending.failed(VideoEstimation.internal(e));
    } catch (OutOfMemoryError e) {
      // One picture that is too large for this process is no reason to end the others' run.
      return Ending.failed(
          new Verdict(
              VerdictCode.LIMIT_EXCEEDED,
              "The video takes more memory than this process has; give it more, or fewer videos at"
                  + " once (--targetParallelism).",
              String.valueOf(e.getMessage())));
    }
  }

  private Ending estimate(Video video) throws IOException {
    try (LandmarkFile file =
        new LandmarkFile(layout, segment.video().output(), estimation.format(), metadata())) {
      VideoEstimation.Ending end =
          new VideoEstimation(segment.video().uri(), estimation, blazePose)
              .run(video, segment::holds, file::write, watcher());
      frames = end.frames();
      poses = end.poses();
      if (end.stopped()) {
        return new Ending(null, false, 0, true);
      }
      Verdict verdict = end.verdict();
      // What a faulty disk or network gave is tried again before anybody sees it, and what a stop
      // broke off is not seen at all.
      boolean worthKeeping =
          frames > 0
              && (verdict == null
                  || verdict.code() != VerdictCode.IO_ERROR && !progress.stopping());
      if (worthKeeping) {
        file.publish();
      }
      return new Ending(verdict, worthKeeping, end.framesLost(), false);
    }
  }

  private VideoEstimation.Watcher watcher() {
    return new VideoEstimation.Watcher() {
      @Override
      public boolean stopped() {
        return progress.stopping();
      }

      @Override
      public void estimated(long nanos) {
        // Beam's own metrics tell how long a video took.
      }

      @Override
      public void frameDone(boolean wanted) {
        work.frame(wanted, info.announcedFrames());
      }
    };
  }

  private java.util.Map<String, String> metadata() {
    return FileMetadata.of(uri, segment.video().identity(), estimation, info);
  }

  private LedgerEntry entry(Ending ending) {
    Verdict verdict = ending.verdict();
    Outcome outcome =
        verdict == null ? Outcome.DONE : ending.published() ? Outcome.PARTIAL : Outcome.FAILED;
    return new LedgerEntry(
        run,
        uri,
        segment.video().output(),
        outcome,
        verdict == null ? null : verdict.code(),
        verdict == null ? null : verdict.message(),
        verdict == null || verdict.detail().isEmpty() ? null : verdict.detail(),
        segment.video().identity(),
        estimation.line(),
        estimation.limitsLine(),
        segment.video().sizeBytes(),
        info == null ? null : FileMetadata.facts(info),
        ending.published() ? frames : 0,
        ending.framesLost(),
        ending.published() ? poses : 0,
        (System.nanoTime() - beginNanos) / 1_000_000);
  }
}
