package org.postura.transforms;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.postura.blazepose.BlazePose;
import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;
import org.postura.blazepose.SharedBlazePose;
import org.postura.landmarks.Format;
import org.postura.video.Isolation;
import org.postura.video.VideoLimits;

/**
 * Compares postura's own work on a video with what decoder and network alone need; run by {@code
 * scripts/benchmark}.
 *
 * <p>The three are measured in turn, several rounds, in one JVM, and the ratio is taken within each
 * round: the machine's speed drifts, ratios hold. CPU time is the working thread's; the compiler's
 * and the collector's threads are not in it.
 */
public final class Benchmark {
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;
  private static final int INPUT_SIZE = 256;

  private final Path work;
  private final Estimation estimation;
  private final BlazePose blazePose;
  private final OrtSession session;
  private final String inputName;
  private final ByteBuffer input =
      ByteBuffer.allocateDirect(3 * INPUT_SIZE * INPUT_SIZE * Float.BYTES)
          .order(ByteOrder.nativeOrder());
  private int attempts;

  private Benchmark(Path work, Estimation estimation, BlazePose blazePose, OrtSession session) {
    this.work = work;
    this.estimation = estimation;
    this.blazePose = blazePose;
    this.session = session;
    this.inputName = session.getInputNames().iterator().next();
  }

  public static void main(String[] args) throws Exception {
    Model model =
        Model.valueOf(System.getProperty("postura.model", "full").toUpperCase(Locale.ROOT));
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    Estimation estimation =
        new Estimation(
            PoseOptions.defaults().withModel(model), 0, Format.AVRO, VideoLimits.defaults());
    Path work = Files.createTempDirectory("postura-benchmark-");
    // DJL's engine has to be the first to make ONNX Runtime's environment.
    try (SharedBlazePose shared = SharedBlazePose.acquire(model);
        OrtSession session = session(model)) {
      Benchmark benchmark = new Benchmark(work, estimation, shared.blazePose(), session);
      System.out.printf(
          "model %s, one thread, median of %d rounds (CPU ms a frame)%n", model.id(), ROUNDS);
      System.out.printf(
          "%-28s %7s %8s %8s %8s %7s%n", "clip", "frames", "decode", "network", "postura", "ratio");
      for (String clip : args) {
        benchmark.clip(clip);
      }
      benchmark.allCores(args);
    }
  }

  private static OrtSession session(Model model) throws IOException, OrtException {
    try (InputStream in =
        BlazePose.class.getResourceAsStream("pose_landmark_%s.onnx".formatted(model.id()))) {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(in.readAllBytes(), options);
    }
  }

  private void clip(String clip) throws Exception {
    double[] decode = new double[ROUNDS];
    double[] network = new double[ROUNDS];
    double[] whole = new double[ROUNDS];
    double[] ratio = new double[ROUNDS];
    int frames = 0;
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      long begin = cpuNanos();
      frames = decode(clip);
      long decoded = cpuNanos();
      infer(frames);
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
        "%-28s %7d %8.2f %8.2f %8.2f %7.3f%n",
        Path.of(clip).getFileName(),
        frames,
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
        int frames = decode(clip);
        double[] share = new double[ROUNDS];
        double[] posturas = new double[ROUNDS];
        double[] ownScaling = new double[ROUNDS];
        double[] networkScaling = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          double networkOne = rate(threads, 1, frames, () -> infer(frames));
          double networkAll = rate(threads, cores, frames, () -> infer(frames));
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
  private static double rate(ExecutorService threads, int count, int frames, Callable<Integer> work)
      throws InterruptedException, ExecutionException {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(work);
    }
    long begin = System.nanoTime();
    for (Future<Integer> task : threads.invokeAll(tasks)) {
      task.get();
    }
    return (double) frames * count / ((System.nanoTime() - begin) / 1e9);
  }

  private int estimate(String clip) throws Exception {
    OutputLayout layout = new OutputLayout(work + "/");
    PlannedVideo video =
        new PlannedVideo(
            clip, "landmarks/" + nextAttempt(), "benchmark", Files.size(Path.of(clip)));
    RunProgress progress = RunProgress.of("benchmark");
    try (RunProgress.Work counted = progress.begin(video.sizeBytes())) {
      LedgerEntry entry =
          new SegmentTask(
                  layout,
                  "benchmark",
                  estimation,
                  blazePose,
                  Isolation.NONE.decoders(),
                  VideoSegment.whole(video),
                  progress,
                  counted)
              .attempt()
              .orElseThrow();
      if (entry.outcome() != Outcome.DONE) {
        throw new IllegalStateException(entry.toString());
      }
      Files.delete(Path.of(layout.output(video.output())));
      return (int) entry.frames();
    }
  }

  private synchronized int nextAttempt() {
    return attempts++;
  }

  private int infer(int frames) throws OrtException {
    try (OnnxTensor tensor =
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(),
            input.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer(),
            new long[] {1, 3, INPUT_SIZE, INPUT_SIZE})) {
      Map<String, OnnxTensor> inputs = Map.of(inputName, tensor);
      for (int i = 0; i < frames; i++) {
        session.run(inputs).close();
      }
    }
    return frames;
  }

  /**
   * The decoder alone, by file name: send and receive on one thread, nothing done with the
   * pictures.
   */
  private static int decode(String clip) {
    AVFormatContext container = new AVFormatContext(null);
    check(avformat.avformat_open_input(container, clip, null, null));
    check(avformat.avformat_find_stream_info(container, (AVDictionary) null));
    AVCodec codec = new AVCodec(null);
    int stream =
        avformat.av_find_best_stream(
            container,
            avutil.AVMEDIA_TYPE_VIDEO,
            -1,
            -1,
            new PointerPointer<AVCodec>(1).put(codec),
            0);
    check(stream);
    AVCodec decoder = avcodec.avcodec_find_decoder(container.streams(stream).codecpar().codec_id());
    AVCodecContext context = avcodec.avcodec_alloc_context3(decoder);
    check(avcodec.avcodec_parameters_to_context(context, container.streams(stream).codecpar()));
    context.thread_count(1);
    check(avcodec.avcodec_open2(context, decoder, (AVDictionary) null));
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    int frames = 0;
    while (avformat.av_read_frame(container, packet) >= 0) {
      if (packet.stream_index() == stream) {
        check(avcodec.avcodec_send_packet(context, packet));
        frames += drain(context, frame);
      }
      avcodec.av_packet_unref(packet);
    }
    avcodec.avcodec_send_packet(context, null);
    frames += drain(context, frame);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
    avformat.avformat_close_input(container);
    return frames;
  }

  private static int drain(AVCodecContext context, AVFrame frame) {
    int frames = 0;
    while (avcodec.avcodec_receive_frame(context, frame) >= 0) {
      frames++;
    }
    return frames;
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg says " + result);
    }
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
