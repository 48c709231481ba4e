package org.postura.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.beam.runners.direct.DirectRunner;
import org.postura.blazepose.Device;
import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;
import org.postura.blazepose.Profile;
import org.postura.blazepose.RunningMode;
import org.postura.landmarks.Codec;
import org.postura.landmarks.Format;
import org.postura.run.Estimation;
import org.postura.run.OutputLayout;
import org.postura.run.Reprocess;
import org.postura.video.Isolation;
import org.postura.video.VideoLimits;

/**
 * The options, checked.
 *
 * @param inputs what to read, at least one
 * @param layout where to write
 * @param singleOutput name of the one output file below the layout's root, or null
 * @param estimation what decides about the records
 * @param isolation where videos are decoded
 * @param device where the networks run
 * @param reprocess which videos are done again
 * @param dryRun whether to stop after planning
 * @param maxFailures when to end early
 * @param tolerate how many failures still are no failure of the run
 * @param summaryFile where its summary goes besides the output
 * @param quiet whether a run that goes well says nothing
 * @param allowEmptyInput whether an input may match nothing
 * @param standardOutput whether the output is a passing directory, to be written to standard output
 */
record Settings(
    List<String> inputs,
    OutputLayout layout,
    String singleOutput,
    Estimation estimation,
    Isolation isolation,
    Device device,
    Reprocess reprocess,
    boolean dryRun,
    FailureLimit maxFailures,
    FailureLimit tolerate,
    SummaryFile summaryFile,
    boolean quiet,
    boolean allowEmptyInput,
    boolean standardOutput) {

  /** What is read without {@code --input}: the clip that ships with postura. */
  static final String DEMO = "classpath://org/postura/demo/demo.mp4";

  /** Checks all options; throws {@link UsageException} on the first that is wrong. */
  static Settings of(PosturaOptions options) {
    refuseWhatIsNotThereYet(options);
    String output = options.getOutput();
    OutputOption place = OutputOption.parse(output);
    Format single = place.format();
    Estimation estimation =
        new Estimation(
            poseOptions(options),
            OptionValues.positive("fps", options.getFps()).orElse(0),
            format(options, single),
            OptionValues.constant("codec", options.getCodec(), Codec.class),
            limits(options));
    String target = place.place().text();
    int slash = target.lastIndexOf('/');
    List<String> inputs = options.getInput();
    return new Settings(
        inputs == null || inputs.isEmpty() ? List.of(DEMO) : List.copyOf(inputs),
        new OutputLayout(single == null ? withSlash(target) : target.substring(0, slash + 1)),
        single == null ? null : target.substring(slash + 1),
        estimation,
        OptionValues.constant("isolation", options.getIsolation(), Isolation.class),
        device(options),
        OptionValues.constant("reprocess", options.getReprocess(), Reprocess.class),
        OptionValues.flag("dryRun", options.getDryRun()),
        FailureLimit.parse("maxFailures", options.getMaxFailures(), FailureLimit.NONE),
        FailureLimit.parse("tolerate", options.getTolerate(), FailureLimit.ZERO),
        SummaryFile.parse(options.getSummary()),
        OptionValues.flag("quiet", options.getQuiet()),
        OptionValues.flag("allowEmptyInput", options.getAllowEmptyInput()),
        /* standardOutput= */ false);
  }

  /** The same for a run whose directory is written to standard output and then removed. */
  Settings toStandardOutput() {
    return new Settings(
        inputs,
        layout,
        singleOutput,
        estimation,
        isolation,
        device,
        reprocess,
        dryRun,
        maxFailures,
        tolerate,
        summaryFile,
        quiet,
        allowEmptyInput,
        /* standardOutput= */ true);
  }

  private static PoseOptions poseOptions(PosturaOptions options) {
    try {
      return PoseOptions.defaults()
          .withProfile(OptionValues.constant("profile", options.getProfile(), Profile.class))
          .withModel(OptionValues.constant("model", options.getModel(), Model.class))
          .withRunningMode(
              OptionValues.constant("runningMode", options.getRunningMode(), RunningMode.class))
          .withNumPoses(OptionValues.integer("numPoses", options.getNumPoses(), 1, 10))
          .withSmoothing(OptionValues.flag("smoothing", options.getSmoothing()))
          .withMinDetectionConfidence(
              OptionValues.fraction("minDetectionConfidence", options.getMinDetectionConfidence()))
          .withMinPosePresenceConfidence(
              OptionValues.fraction(
                  "minPosePresenceConfidence", options.getMinPosePresenceConfidence()))
          .withPersonMemory(OptionValues.seconds("personMemory", options.getPersonMemory()))
          .withMinTrackingConfidence(
              OptionValues.fraction("minTrackingConfidence", options.getMinTrackingConfidence()))
          .check();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** The device; whether a cluster's workers have it, only they can say. */
  private static Device device(PosturaOptions options) {
    Device device = OptionValues.constant("device", options.getDevice(), Device.class);
    if (options.getRunner() == DirectRunner.class) {
      device
          .problem()
          .ifPresent(
              problem -> {
                throw new UsageException(
                    String.format(
                        Locale.ROOT,
                        "--device=%s: %s; or use --device=cpu",
                        options.getDevice(),
                        problem));
              });
    }
    return device;
  }

  private static VideoLimits limits(PosturaOptions options) {
    VideoLimits limits = VideoLimits.defaults();
    return limits
        .withMaxBytes(
            OptionValues.count("maxBytes", options.getMaxBytes()).orElse(limits.maxBytes()))
        .withMaxPixels(
            OptionValues.count("maxPixels", options.getMaxPixels()).orElse(limits.maxPixels()))
        .withMaxDuration(seconds("maxDuration", options.getMaxDuration(), limits.maxDuration()))
        .withMaxFrames(
            OptionValues.count("maxFrames", options.getMaxFrames()).orElse(limits.maxFrames()))
        .withMaxStreams(
            options.getMaxStreams() == null
                ? limits.maxStreams()
                : OptionValues.integer("maxStreams", options.getMaxStreams(), 1, 100_000))
        .withMaxProbeBytes(
            OptionValues.count("maxProbeBytes", options.getMaxProbeBytes())
                .orElse(limits.maxProbeBytes()))
        .withMaxMemory(
            OptionValues.count("maxMemory", options.getMaxMemory()).orElse(limits.maxMemory()))
        .withFrameTimeout(
            seconds("frameTimeout", options.getFrameTimeout(), limits.frameTimeout()));
  }

  private static Duration seconds(String option, String value, Duration standard) {
    return value == null
        ? standard
        : Duration.ofMillis(
            Math.max(1, Math.round(OptionValues.positive(option, value).getAsDouble() * 1000)));
  }

  private static Format format(PosturaOptions options, Format single) {
    if (options.getFormat() == null) {
      return single == null ? Format.AVRO : single;
    }
    Format format = OptionValues.constant("format", options.getFormat(), Format.class);
    if (single != null && single != format) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--format=%s contradicts --output=%s; leave one of them out",
              options.getFormat(),
              options.getOutput()));
    }
    return format;
  }

  private static String withSlash(String directory) {
    return directory.endsWith("/") ? directory : directory + "/";
  }

  /** Options that are part of the contract, with values that this version can't do. */
  private static void refuseWhatIsNotThereYet(PosturaOptions options) {
    if (OptionValues.integer("segmentSeconds", options.getSegmentSeconds(), 0, 86_400) % 60 != 0
        || OptionValues.integer("warmupSeconds", options.getWarmupSeconds(), 0, 3_600) != 2) {
      throw new UsageException(
          "--segmentSeconds and --warmupSeconds: this version does not cut videos; leave them out");
    }
  }
}
