package org.postura.pipeline;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The command line. Values are kept as they were typed where a wrong one deserves a better message
 * than a parser gives; {@link Settings} checks them. {@code help.txt} beside this class says the
 * same in a person's words, and a test holds the two together.
 */
public interface PosturaOptions extends PipelineOptions {
  @Description(
      "Videos: URIs, directories, globs, @FILE or @- with one URI or JSON object a line; may be repeated; words without -- are inputs, too")
  List<String> getInput();

  void setInput(List<String> input);

  @Description(
      "Directory or prefix to write to; for a single video also a file ending in .avro, .jsonl or .parquet; - for standard output")
  @Default.String("postura-output")
  String getOutput();

  void setOutput(String output);

  @Description(
      "Output format: avro, json (JSON Lines) or parquet; default avro, or what the name of a single output file says")
  String getFormat();

  void setFormat(String format);

  @Description("Compression of Avro's blocks: deflate or zstandard")
  @Default.String("deflate")
  String getCodec();

  void setCodec(String codec);

  @Description("Landmark network: lite, full or heavy")
  @Default.String("full")
  String getModel();

  void setModel(String model);

  @Description("Persons a frame, 1 to 10")
  @Default.String("1")
  String getNumPoses();

  void setNumPoses(String numPoses);

  @Description("video (tracking) or image (every frame on its own)")
  @Default.String("video")
  String getRunningMode();

  void setRunningMode(String runningMode);

  @Description("Process at most this many frames a second of media time; default all")
  String getFps();

  void setFps(String fps);

  @Description("Whose rules: postura, mediapipe-solutions or mediapipe-tasks")
  @Default.String("postura")
  String getProfile();

  void setProfile(String profile);

  @Description("One-Euro smoothing in video mode: true or false")
  @Default.String("true")
  String getSmoothing();

  void setSmoothing(String smoothing);

  @Description("Smallest score of a detection, 0 to 1")
  @Default.String("0.5")
  String getMinDetectionConfidence();

  void setMinDetectionConfidence(String confidence);

  @Description("Smallest pose flag of the landmark network, 0 to 1")
  @Default.String("0.5")
  String getMinPosePresenceConfidence();

  void setMinPosePresenceConfidence(String confidence);

  @Description("Smallest overlap (IoU) by which a detection continues a track, 0 to 1")
  @Default.String("0.5")
  String getMinTrackingConfidence();

  void setMinTrackingConfidence(String confidence);

  @Description("How long a lost person keeps the number, in seconds of media time")
  @Default.String("1")
  String getPersonMemory();

  void setPersonMemory(String seconds);

  @Description("How long a video may be before it is cut into segments, in seconds; 0 = never")
  @Default.String("60")
  String getSegmentSeconds();

  void setSegmentSeconds(String seconds);

  @Description("How much earlier than its first written frame a segment begins, in seconds")
  @Default.String("2")
  String getWarmupSeconds();

  void setWarmupSeconds(String seconds);

  @Description("Which videos are done again: changed, missing, failed or all")
  @Default.String("changed")
  String getReprocess();

  void setReprocess(String reprocess);

  @Description("Print the plan and stop: true or false")
  @Default.String("false")
  String getDryRun();

  void setDryRun(String dryRun);

  @Description(
      "End early after so many failed videos, as a number or a share like 5%; default never")
  String getMaxFailures();

  void setMaxFailures(String maxFailures);

  @Description(
      "So many failed videos, as a number or a share like 5%, still exit 0: those of this run and those that failed earlier and are not tried again; default 0")
  String getTolerate();

  void setTolerate(String tolerate);

  @Description("Write the run's summary as one JSON object to this file, or to standard output (-)")
  String getSummary();

  void setSummary(String summary);

  @Description("Say nothing on the console when all went well: true or false")
  @Default.String("false")
  String getQuiet();

  void setQuiet(String quiet);

  @Description("An input that matches nothing is not an error: true or false")
  @Default.String("false")
  String getAllowEmptyInput();

  void setAllowEmptyInput(String allowEmptyInput);

  @Description(
      "Where videos are decoded: process (in child processes, so that a crash or a hang costs one video) or none (in this process)")
  @Default.String("process")
  String getIsolation();

  void setIsolation(String isolation);

  @Description("Largest video in bytes")
  String getMaxBytes();

  void setMaxBytes(String maxBytes);

  @Description("Largest picture in pixels")
  String getMaxPixels();

  void setMaxPixels(String maxPixels);

  @Description("Longest video in seconds of media time")
  String getMaxDuration();

  void setMaxDuration(String maxDuration);

  @Description("Most frames of a video")
  String getMaxFrames();

  void setMaxFrames(String maxFrames);

  @Description("Most streams in a file")
  String getMaxStreams();

  void setMaxStreams(String maxStreams);

  @Description("How many bytes of a file are searched for its streams")
  String getMaxProbeBytes();

  void setMaxProbeBytes(String maxProbeBytes);

  @Description("Most memory of a decoding process in bytes; for --isolation=process")
  String getMaxMemory();

  void setMaxMemory(String maxMemory);

  @Description("Longest time to decode one frame, in seconds")
  String getFrameTimeout();

  void setFrameTimeout(String frameTimeout);

  @Description("Where the networks run: cpu or gpu")
  @Default.String("cpu")
  String getDevice();

  void setDevice(String device);
}
