package org.postura.transforms;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.postura.run.Identity;
import org.postura.run.LedgerEntry;
import org.postura.run.Outcome;
import org.postura.run.OutputException;
import org.postura.run.PlannedVideo;
import org.postura.store.Location;
import org.postura.store.Store;
import org.postura.video.Decoders;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoInfo;

/** The work on one video: open, decode, estimate, write; its end is a ledger row. */
final class VideoTask {
  /**
   * Transient read errors are tried again this often, with the waits of an exponential back-off.
   */
  private static final FluentBackoff RETRIES =
      FluentBackoff.DEFAULT.withMaxRetries(3).withInitialBackoff(Duration.standardSeconds(1));

  /** What a file that nobody named may turn out to be without being a failure. */
  private static final Set<VerdictCode> NO_VIDEO =
      EnumSet.of(VerdictCode.EMPTY, VerdictCode.NOT_A_VIDEO, VerdictCode.NO_VIDEO_STREAM);

  /** Formats without a signature, which one in some thousand files of random bytes passes for. */
  private static final Set<String> NOISE = Set.of("h261", "h263");

  /**
   * What the videos of a packet have in common.
   *
   * @param run the run's id
   * @param options its options as one line
   * @param limits its limits as one line
   */
  record Common(
      String run,
      String options,
      String limits,
      Estimators estimators,
      Decoders decoders,
      RunStop stop,
      WorkerProgress.Work work) {}

  /**
   * How a video ended.
   *
   * @param row its ledger row
   * @param published whether its landmark file is whole and to be published
   */
  record Ended(LedgerEntry row, boolean published) {}

  /**
   * How one attempt ended.
   *
   * @param verdict what went wrong, or null
   * @param written whether a landmark file was written
   * @param framesLost frames that were announced but not decoded
   * @param stopped whether the run was stopped meanwhile
   * @param unchanged whether the bytes are those that an earlier run has processed
   */
  private record Ending(
      Verdict verdict, boolean written, long framesLost, boolean stopped, boolean unchanged) {
    static Ending failed(Verdict verdict) {
      return new Ending(verdict, false, 0, false, false);
    }
  }

  private final Common common;
  private final PlannedVideo video;
  private final Location location;
  private final Location file;
  private final Location output;
  private final long beginNanos = System.nanoTime();

  private Identity identity;
  private VideoInfo info;
  private long frames;
  private long poses;

  /**
   * @param file where its landmarks go until they are published
   * @param output where they go then
   */
  VideoTask(Common common, PlannedVideo video, Location file, Location output) {
    this.common = common;
    this.video = video;
    this.location = Location.of(video.uri());
    this.file = file;
    this.output = output;
    this.identity = new Identity(video.sizeBytes(), video.modifiedMillis(), "");
  }

  /**
   * Does the work, transient errors retried.
   *
   * @return how it ended, or empty if the run was stopped meanwhile
   * @throws OutputException if the output can't be written
   */
  Optional<Ended> attempt() throws IOException, InterruptedException {
    common.work().video(video.sizeBytes());
    if (!Store.takesName(output)) {
      return Optional.of(counted(ended(Ending.failed(unnameable()))));
    }
    BackOff backOff = RETRIES.backoff();
    while (true) {
      Ending ending = once();
      // Whoever stops the run may have stopped the decoding processes as well.
      if (ending.stopped() || ending.verdict() != null && common.stop().asked()) {
        return Optional.empty();
      }
      if (ending.verdict() == null
          || ending.verdict().code() != VerdictCode.IO_ERROR
          || !BackOffUtils.next(Sleeper.DEFAULT, backOff)) {
        return Optional.of(counted(ended(ending)));
      }
      common.work().again();
    }
  }

  private Ended counted(Ended ended) {
    common.work().ended(ended.row().failure());
    return ended;
  }

  /** Whether it is one of the streams that noise may look like, and its name does not say so. */
  private boolean isNoise() {
    return video.searched() && NOISE.contains(info.format());
  }

  private static Verdict noise() {
    return new Verdict(
        VerdictCode.NOT_A_VIDEO,
        "Its bytes may be a raw video stream by chance alone; name the file if it is one.",
        "");
  }

  private Verdict unnameable() {
    return new Verdict(
        VerdictCode.IO_ERROR,
        "Its landmarks can't have their name: it is too long there, or a directory has it; rename the"
            + " video, or give another --output.",
        output.toString());
  }

  private Ending once() {
    info = null;
    frames = 0;
    poses = 0;
    try (SeekableByteChannel bytes = Store.open(location)) {
      identity = Identity.of(bytes, video.modifiedMillis());
      if (isAsBefore()) {
        return new Ending(null, false, 0, false, /* unchanged= */ true);
      }
      try (Video open = common.decoders().open(bytes, common.estimators().estimation().limits())) {
        info = open.info();
        return isNoise() ? Ending.failed(noise()) : estimate(open);
      }
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      Verdict verdict = OpenFaults.verdictOf(e);
      identity = verdict.code() == VerdictCode.NOT_FOUND ? Identity.UNKNOWN : identity;
      return Ending.failed(verdict);
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

  private boolean isAsBefore() {
    return video.expected() != null
        && identity.sizeBytes() == video.sizeBytes()
        && Long.parseUnsignedLong(video.expected(), 16)
            == Long.parseUnsignedLong(identity.hash().substring(0, 16), 16);
  }

  private Ending estimate(Video open) throws IOException {
    try (LandmarkFile landmarks =
        new LandmarkFile(file, common.estimators().estimation(), metadata())) {
      VideoEstimation.Ending end =
          new VideoEstimation(location, common.estimators()).run(open, landmarks::write, watcher());
      frames = end.frames();
      poses = end.poses();
      if (end.stopped()) {
        return new Ending(null, false, 0, /* stopped= */ true, false);
      }
      Verdict verdict = end.verdict();
      // What a faulty disk or network gave is tried again before anybody sees it, and what a stop
      // broke off is not seen at all.
      boolean worthKeeping =
          frames > 0
              && (verdict == null
                  || verdict.code() != VerdictCode.IO_ERROR && !common.stop().asked());
      if (worthKeeping) {
        landmarks.finish();
      }
      return new Ending(verdict, worthKeeping, end.framesLost(), false, false);
    }
  }

  private VideoEstimation.Watcher watcher() {
    return new VideoEstimation.Watcher() {
      @Override
      public boolean stopped() {
        return common.stop().asked();
      }

      @Override
      public void estimated(long nanos) {
        // Beam's own metrics tell how long a video took.
      }

      @Override
      public void frameDone(boolean wanted) {
        common.work().frame(wanted, info.announcedFrames());
      }
    };
  }

  private Map<String, String> metadata() {
    return FileMetadata.of(
        location.toString(), identity, common.estimators().estimation(), common.options(), info);
  }

  private Outcome outcome(Ending ending) {
    if (ending.unchanged()) {
      return Outcome.UNCHANGED;
    }
    if (ending.verdict() == null) {
      return Outcome.DONE;
    }
    if (ending.written()) {
      return Outcome.PARTIAL;
    }
    return video.searched() && NO_VIDEO.contains(ending.verdict().code())
        ? Outcome.LEFT_OUT
        : Outcome.FAILED;
  }

  /** The code of an earlier failure of the same bytes. */
  private VerdictCode stands(Ending ending) {
    return ending.unchanged() ? video.standing() : null;
  }

  private Ended ended(Ending ending) {
    Verdict verdict = ending.verdict();
    Outcome outcome = outcome(ending);
    LedgerEntry row =
        new LedgerEntry(
            common.run(),
            location.toString(),
            video.output(),
            outcome,
            verdict == null ? stands(ending) : verdict.code(),
            verdict == null ? null : verdict.message(),
            verdict == null || verdict.detail().isEmpty() ? null : verdict.detail(),
            identity.toString(),
            common.options(),
            common.limits(),
            Math.max(0, identity.sizeBytes()),
            info == null ? null : FileMetadata.facts(info),
            ending.written() ? frames : 0,
            ending.framesLost(),
            ending.written() ? poses : 0,
            (System.nanoTime() - beginNanos) / 1_000_000,
            video.version(),
            video.reason());
    // Complete landmarks of the same bytes and options are not replaced by a part of them.
    return new Ended(row, ending.written() && !(video.replaces() && outcome == Outcome.PARTIAL));
  }
}
