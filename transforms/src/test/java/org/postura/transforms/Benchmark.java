package org.postura.transforms;

import ai.onnxruntime.OrtException;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.blazepose.BlazePose;
import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;
import org.postura.blazepose.SharedBlazePose;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesReader;
import org.postura.run.Estimation;
import org.postura.run.LedgerEntry;
import org.postura.run.Outcome;
import org.postura.run.OutputLayout;
import org.postura.run.PlannedVideo;
import org.postura.run.Reason;
import org.postura.store.Location;
import org.postura.video.Isolation;
import org.postura.video.VideoLimits;

/**
 * Compares postura's own work on a video with what decoder and networks alone need; run by {@code
 * scripts/benchmark}.
 *
 * <p>The three are measured in turn, several rounds, in one JVM, and the ratio is taken within each
 * round: the machine's speed drifts, ratios hold. CPU time is the working thread's; the compiler's
 * and the collector's threads are not in it.
 */
public final class Benchmark {
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;
  private static final int DETECTOR_SIZE = 224;
  private static final int LANDMARKS_SIZE = 256;

  private final Path work;
  private final Estimation estimation;
  private final BlazePose blazePose;
  private final NetworkAlone detector;
  private final NetworkAlone landmarks;
  private int attempts;

  /**
   * The runs of the two networks that a clip can't do without, by its records: the detector runs on
   * frames whose predecessor shows nobody, the landmark network on frames that show somebody or
   * whose predecessor does. Detections that the landmark network turned down are not counted.
   */
  private record Runs(int frames, int detector, int landmarks) {}

  private Benchmark(
      Path work,
      Estimation estimation,
      BlazePose blazePose,
      NetworkAlone detector,
      NetworkAlone landmarks) {
    this.work = work;
    this.estimation = estimation;
    this.blazePose = blazePose;
    this.detector = detector;
    this.landmarks = landmarks;
  }

  public static void main(String[] args) throws Exception {
    Model model =
        Model.valueOf(System.getProperty("postura.model", "full").toUpperCase(Locale.ROOT));
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    Logger.getLogger("").setLevel(Level.OFF);
    Estimation estimation =
        new Estimation(
            PoseOptions.defaults().withModel(model), 0, Format.AVRO, VideoLimits.defaults());
    Path work = Files.createTempDirectory("postura-benchmark-");
    try (SharedBlazePose shared = SharedBlazePose.acquire(model);
        NetworkAlone detector = new NetworkAlone("pose_detection.onnx", DETECTOR_SIZE);
        NetworkAlone landmarks =
            new NetworkAlone("pose_landmark_%s.onnx".formatted(model.id()), LANDMARKS_SIZE)) {
      Benchmark benchmark =
          new Benchmark(work, estimation, shared.blazePose(), detector, landmarks);
      System.out.printf(
          "model %s, one thread, median of %d rounds (CPU ms a frame)%n", model.id(), ROUNDS);
      System.out.printf(
          "%-28s %7s %9s %10s %8s %9s %8s %7s%n",
          "clip", "frames", "detector", "landmarks", "decode", "networks", "postura", "ratio");
      for (String clip : args) {
        benchmark.clip(clip);
      }
      benchmark.allCores(args);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private void clip(String clip) throws Exception {
    double[] decode = new double[ROUNDS];
    double[] network = new double[ROUNDS];
    double[] whole = new double[ROUNDS];
    double[] ratio = new double[ROUNDS];
    Runs runs = runs(clip);
    int frames = runs.frames();
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      long begin = cpuNanos();
      DecoderAlone.decode(clip);
      long decoded = cpuNanos();
      infer(runs);
      long inferred = cpuNanos();
      estimate(clip);
      long estimated = cpuNanos();
      if (round >= 0) {
        decode[round] = (decoded - begin) / 1e6 / frames;
        network[round] = (inferred - decoded) / 1e6 / frames;
        whole[round] = (estimated - inferred) / 1e6 / frames;
        ratio[round] = whole[round] / (decode[round] + network[round]);
      }
    }
    System.out.printf(
        "%-28s %7d %9d %10d %8.2f %9.2f %8.2f %7.3f%n",
        Path.of(clip).getFileName(),
        frames,
        runs.detector(),
        runs.landmarks(),
        median(decode),
        median(network),
        median(whole),
        median(ratio));
  }

  /** As many clips as cores at the same time, against the network alone on as many threads. */
  private void allCores(String[] clips) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      for (String clip : clips) {
        Runs runs = runs(clip);
        int frames = runs.frames();
        double[] share = new double[ROUNDS];
        double[] posturas = new double[ROUNDS];
        double[] ownScaling = new double[ROUNDS];
        double[] networkScaling = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          double networkOne = rate(threads, 1, frames, () -> infer(runs));
          double networkAll = rate(threads, cores, frames, () -> infer(runs));
          double posturaOne = rate(threads, 1, frames, () -> estimate(clip));
          posturas[round] = rate(threads, cores, frames, () -> estimate(clip));
          networkScaling[round] = networkAll / networkOne;
          ownScaling[round] = posturas[round] / posturaOne;
          share[round] = ownScaling[round] / networkScaling[round];
        }
        System.out.printf(
            "%-28s on %d cores: %.1f frames/s; scaling %.2f, of network alone %.2f; share %.3f%n",
            Path.of(clip).getFileName(),
            cores,
            median(posturas),
            median(ownScaling),
            median(networkScaling),
            median(share));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Frames a second of wall time, all threads together. */
  private static double rate(ExecutorService threads, int count, int frames, Callable<Path> work)
      throws InterruptedException, ExecutionException {
    List<Callable<Path>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(work);
    }
    long begin = System.nanoTime();
    for (Future<Path> task : threads.invokeAll(tasks)) {
      task.get();
    }
    return (double) frames * count / ((System.nanoTime() - begin) / 1e9);
  }

  private Runs runs(String clip) throws Exception {
    Path records = estimate(clip);
    int frames = 0;
    int detector = 0;
    int landmarks = 0;
    boolean before = false;
    try (FramePosesReader reader = Format.AVRO.reader(Files.newInputStream(records))) {
      for (Optional<FramePoses> next = reader.read(); next.isPresent(); next = reader.read()) {
        boolean now = !next.get().poses().isEmpty();
        frames++;
        detector += before ? 0 : 1;
        landmarks += before || now ? 1 : 0;
        before = now;
      }
    }
    return new Runs(frames, detector, landmarks);
  }

  /** The networks' own work on a clip. */
  private Path infer(Runs runs) throws OrtException {
    detector.run(runs.detector());
    landmarks.run(runs.landmarks());
    return work;
  }

  /** Postura's work on a clip; returns its landmark file. */
  private Path estimate(String clip) throws Exception {
    Path file = work.resolve("landmarks-" + nextAttempt());
    PlannedVideo video =
        new PlannedVideo(
            clip,
            file.toString(),
            Files.size(Path.of(clip)),
            0,
            null,
            Reason.NEW,
            null,
            false,
            false);
    WorkerProgress progress = WorkerProgress.of("benchmark");
    try (WorkerProgress.Work counted = progress.begin(1);
        Estimators estimators = new Estimators(estimation, blazePose)) {
      VideoTask.Common common =
          new VideoTask.Common(
              "benchmark",
              estimation.line(),
              estimation.limitsLine(),
              estimators,
              Isolation.NONE.decoders(),
              new RunStop(new OutputLayout(work + "/"), "benchmark", progress),
              counted);
      LedgerEntry row =
          new VideoTask(common, video, Location.of(file), Location.of(file))
              .attempt()
              .orElseThrow()
              .row();
      if (row.outcome() != Outcome.DONE) {
        throw new IllegalStateException(row.toString());
      }
      return file;
    }
  }

  private synchronized int nextAttempt() {
    return attempts++;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
