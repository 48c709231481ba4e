package org.postura.transforms;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.blazepose.BlazePose;
import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;
import org.postura.blazepose.RunningMode;
import org.postura.blazepose.SharedBlazePose;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePosesWriter;
import org.postura.run.Estimation;
import org.postura.run.Identity;
import org.postura.store.Location;
import org.postura.video.Isolation;
import org.postura.video.Video;
import org.postura.video.VideoLimits;

/**
 * Compares postura's own work on a photo (open, decode, estimate, write, give its name) with what
 * JPEG decoder, detector and landmark network alone need; run by {@code scripts/benchmark
 * --photos}.
 *
 * <p>One JVM, one thread, several rounds over the same photos; what is alone and what is postura's
 * are measured in turn, and the ratio is taken within each round. CPU time is the working thread's.
 * What a run costs around it, planning, runner and ledger, shows in the whole command alone.
 */
public final class PhotoBenchmark {
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;
  private static final int MOST_PHOTOS = Integer.getInteger("postura.photos", 60);
  private static final int DETECTOR_SIZE = 224;
  private static final int LANDMARKS_SIZE = 256;

  /** What is measured: three alone, postura's whole, and of that opening and estimating. */
  private enum Part {
    DECODER,
    DETECTOR,
    LANDMARKS,
    POSTURA,
    OPENING,
    ESTIMATING
  }

  /** CPU ms a photo, by part and round. */
  private final double[][] millis = new double[Part.values().length][ROUNDS];

  private final double[] spent = new double[Part.values().length];

  private final List<Path> photos;
  private final Path work;
  private final Estimation estimation;
  private final Estimators estimators;

  private PhotoBenchmark(List<Path> photos, Path work, Estimation estimation, BlazePose blazePose) {
    this.photos = photos;
    this.work = work;
    this.estimation = estimation;
    this.estimators = new Estimators(estimation, blazePose);
  }

  public static void main(String[] args) throws Exception {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    Logger.getLogger("").setLevel(Level.OFF);
    Model model =
        Model.valueOf(System.getProperty("postura.model", "full").toUpperCase(Locale.ROOT));
    Estimation estimation =
        new Estimation(
            PoseOptions.defaults().withModel(model).withRunningMode(RunningMode.IMAGE),
            0,
            Format.AVRO,
            VideoLimits.defaults());
    Path work = Files.createTempDirectory("postura-photos-");
    try (SharedBlazePose shared = SharedBlazePose.acquire(model);
        NetworkAlone detector = new NetworkAlone("pose_detection.onnx", DETECTOR_SIZE);
        NetworkAlone landmarks =
            new NetworkAlone("pose_landmark_%s.onnx".formatted(model.id()), LANDMARKS_SIZE);
        JpegAlone decoder = new JpegAlone()) {
      new PhotoBenchmark(photos(args), work, estimation, shared.blazePose())
          .measure(model, decoder, detector, landmarks);
    } finally {
      Files.deleteIfExists(work.resolve("landmarks.avro"));
      Files.delete(work);
    }
  }

  private void measure(
      Model model, JpegAlone decoder, NetworkAlone detector, NetworkAlone landmarks)
      throws Exception {
    double[] ratio = new double[ROUNDS];
    int poses = 0;
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      Arrays.fill(spent, 0);
      poses = 0;
      for (Path photo : photos) {
        byte[] bytes = Files.readAllBytes(photo);
        long begin = cpuNanos();
        decoder.decode(bytes);
        begin = add(Part.DECODER, begin);
        detector.run(1);
        begin = add(Part.DETECTOR, begin);
        int found = estimate(photo);
        begin = add(Part.POSTURA, begin);
        landmarks.run(found);
        add(Part.LANDMARKS, begin);
        poses += found;
      }
      if (round >= 0) {
        for (Part part : Part.values()) {
          millis[part.ordinal()][round] = spent[part.ordinal()] / photos.size();
        }
        ratio[round] =
            spent[Part.POSTURA.ordinal()]
                / (spent[Part.DECODER.ordinal()]
                    + spent[Part.DETECTOR.ordinal()]
                    + spent[Part.LANDMARKS.ordinal()]);
      }
    }
    System.out.printf(
        "model %s, %d photos with %d poses, one thread, median of %d rounds (CPU ms a photo)%n",
        model.id(), photos.size(), poses, ROUNDS);
    System.out.printf(
        "%9s %9s %10s %9s %7s   of postura: %8s %11s%n",
        "decoder", "detector", "landmarks", "postura", "ratio", "opening", "estimating");
    System.out.printf(
        "%9.2f %9.2f %10.2f %9.2f %7.3f %21.2f %11.2f%n",
        of(Part.DECODER),
        of(Part.DETECTOR),
        of(Part.LANDMARKS),
        of(Part.POSTURA),
        median(ratio),
        of(Part.OPENING),
        of(Part.ESTIMATING));
  }

  private double of(Part part) {
    return median(millis[part.ordinal()]);
  }

  /** Adds what was spent since {@code beginNanos}, and returns the time now. */
  private long add(Part part, long beginNanos) {
    long now = cpuNanos();
    spent[part.ordinal()] += (now - beginNanos) / 1e6;
    return now;
  }

  /** Postura's work on a photo; returns the number of poses. */
  private int estimate(Path photo) throws IOException {
    Path temporary = work.resolve("temporary");
    VideoEstimation.Ending ending;
    try (SeekableByteChannel bytes = Files.newByteChannel(photo)) {
      VideoEstimation estimating = new VideoEstimation(Location.of(photo), estimators);
      Identity identity = VideoEstimation.identity(bytes);
      bytes.position(0);
      long begin = cpuNanos();
      try (Video video = Isolation.NONE.decoders().open(bytes, estimation.limits());
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary));
          FramePosesWriter writer = estimating.writer(out, identity, video.info())) {
        add(Part.OPENING, begin);
        ending = estimating.run(video, writer::write, new Watcher());
      }
    }
    Files.move(temporary, work.resolve("landmarks.avro"), StandardCopyOption.REPLACE_EXISTING);
    if (ending.verdict() != null) {
      throw new IllegalStateException(photo + ": " + ending.verdict());
    }
    return Math.toIntExact(ending.poses());
  }

  /** The JPEG files that are named or lie below, at most so many, taken evenly. */
  private static List<Path> photos(String[] names) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String name : names) {
      try (Stream<Path> below = Files.walk(Path.of(name))) {
        below.filter(path -> path.toString().matches("(?i).*\\.jpe?g")).sorted().forEach(all::add);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("No JPEG files in " + List.of(names));
    }
    List<Path> some = new ArrayList<>();
    int count = Math.min(MOST_PHOTOS, all.size());
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Is asked before a frame is estimated and told afterwards, on the thread that works. */
  private final class Watcher implements VideoEstimation.Watcher {
    private long beginNanos;

    @Override
    public boolean stopped() {
      beginNanos = cpuNanos();
      return false;
    }

    @Override
    public void estimated(long wallNanos) {
      add(Part.ESTIMATING, beginNanos);
    }

    @Override
    public void frameDone(boolean wanted) {
      // Counted by its ending.
    }
  }
}
