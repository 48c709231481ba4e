package org.postura.transforms;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesWriter;
import org.postura.landmarks.Pose;
import org.postura.run.Estimation;
import org.postura.run.Identity;
import org.postura.store.Location;
import org.postura.video.Frame;
import org.postura.video.FrameBatch;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoInfo;

/**
 * The way from an open video to its records: the one loop behind batch mode and the API, so that
 * both give the same.
 *
 * <pre>{@code
 * VideoEstimation work = new VideoEstimation(Location.of("clips/a.mp4"), estimators);
 * Identity identity = VideoEstimation.identity(bytes);
 * try (Video video = Video.open(bytes, estimation.limits());
 *     FramePosesWriter writer = work.writer(out, identity, video.info())) {
 *   VideoEstimation.Ending ending = work.run(video, writer::write, watcher);
 * }
 * }</pre>
 */
public final class VideoEstimation {
  private final String uri;
  private final Estimation estimation;
  private final Estimators estimators;
  private long frames;
  private long poses;

  /**
   * @param location what the records call the video, without what may be secret
   * @param estimators of the thread that works
   */
  public VideoEstimation(Location location, Estimators estimators) {
    this.uri = location.toString();
    this.estimation = estimators.estimation();
    this.estimators = estimators;
  }

  /** Where records go. What it throws is not the video's fault and comes through unchanged. */
  public interface Sink {
    void write(FramePoses framePoses) throws IOException;
  }

  /** Sees every frame; called on the thread that works. */
  public interface Watcher {
    /** Whether to drop the work; asked before each frame. */
    boolean stopped();

    /** A frame was estimated within {@code nanos}. */
    void estimated(long nanos);

    /**
     * A frame is dealt with.
     *
     * @param wanted whether it was estimated, and not passed over
     */
    void frameDone(boolean wanted);
  }

  /**
   * How it ended.
   *
   * @param verdict what went wrong, or null if all is well
   * @param frames records written
   * @param poses poses in them
   * @param framesLost frames that were announced but not decoded
   * @param stopped whether the watcher stopped it
   */
  public record Ending(
      Verdict verdict, long frames, long poses, long framesLost, boolean stopped) {}

  /**
   * What tells these bytes from others, for {@link #writer}; to be asked before the video is
   * opened, which reads from the same channel.
   */
  public static Identity identity(SeekableByteChannel bytes) throws IOException {
    return Identity.of(bytes, /* modifiedMillis= */ 0);
  }

  /** A writer of the estimation's format, with metadata that tells how the file was made. */
  public FramePosesWriter writer(OutputStream out, Identity identity, VideoInfo info)
      throws IOException {
    return estimation
        .format()
        .writer(
            out,
            estimation.codec(),
            FileMetadata.of(uri, identity, estimation, estimation.line(), info));
  }

  /**
   * Estimates the frames that are left in {@code video}. A failing video ends with a verdict, a
   * failing sink with its exception.
   */
  public Ending run(Video video, Sink sink, Watcher watcher) throws IOException {
    FrameSelector selector = FrameSelector.of(estimation.framesPerSecond(), video.info());
    try (Estimators.Use use = estimators.of(video.info());
        FrameBatch batch = FrameBatch.of(video.batchCapacity())) {
      while (true) {
        Verdict unreadable = read(video, batch);
        if (unreadable != null) {
          return ending(unreadable, video);
        }
        if (batch.frames().isEmpty()) {
          return ending(video.problem().orElse(null), video);
        }
        for (Frame frame : batch.frames()) {
          if (watcher.stopped()) {
            return new Ending(null, frames, poses, 0, true);
          }
          boolean wanted = selector.wants(frame.timeUs());
          if (wanted) {
            long begin = System.nanoTime();
            List<Pose> found;
            try {
              found = use.estimator().estimate(frame);
            } catch (RuntimeException e) {
              return ending(internal(e), video);
            }
            watcher.estimated(System.nanoTime() - begin);
            write(frame, found, sink);
          }
          watcher.frameDone(wanted);
        }
      }
    }
  }

  /** Fills the batch, which stays empty at the end; or says why that failed. */
  private static Verdict read(Video video, FrameBatch batch) {
    try {
      video.read(batch);
      return null;
    } catch (VideoException e) {
      return e.verdict();
    } catch (RuntimeException e) {
      return internal(e);
    }
  }

  private void write(Frame frame, List<Pose> found, Sink sink) throws IOException {
    sink.write(
        new FramePoses(
            uri, frame.index(), frame.pts(), frame.timeUs(), frame.width(), frame.height(), found));
    frames++;
    poses += found.size();
  }

  private Ending ending(Verdict verdict, Video video) {
    Verdict last =
        frames == 0 && verdict == null
            ? new Verdict(VerdictCode.EMPTY, "The video holds no frame that could be shown.", "")
            : verdict;
    return new Ending(last, frames, poses, video.framesLost(), false);
  }

  /** The verdict on a video that postura itself failed on. */
  static Verdict internal(RuntimeException e) {
    return new Verdict(
        VerdictCode.INTERNAL,
        "postura failed on this video, which is a fault of postura; please report it with the file.",
        e + (e.getStackTrace().length > 0 ? " at " + e.getStackTrace()[0] : ""));
  }
}
