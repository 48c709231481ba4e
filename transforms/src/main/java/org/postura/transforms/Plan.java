package org.postura.transforms;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postura.landmarks.Format;
import org.postura.video.VideoException;

/**
 * What a run is going to do, fixed before it begins.
 *
 * @param videos the videos to process, largest first
 * @param skipped how many were found that need nothing
 */
public record Plan(List<PlannedVideo> videos, int skipped) {

  /** What decides about a plan. */
  public record Request(
      List<String> inputs,
      OutputLayout layout,
      String singleOutput,
      Estimation estimation,
      Reprocess reprocess,
      boolean allowEmptyInput) {}

  /**
   * Finds the videos, compares them with the ledger and decides which are to be processed.
   *
   * @throws PlanException if an input matches nothing, or two videos would get the same output
   * @throws IOException if the ledger can't be read
   */
  public static Plan make(Request request, Ledger ledger) throws IOException {
    Map<String, FoundVideo> byOutput = new LinkedHashMap<>();
    for (FoundVideo video : find(request)) {
      String output = output(video, request);
      FoundVideo other = byOutput.putIfAbsent(output, video);
      if (other != null && !other.uri().equals(video.uri())) {
        throw new PlanException(
            "--input: %s and %s would get the same output %s; process them in two runs, or from a"
                    .formatted(
                        VideoUris.withoutSecrets(other.uri()),
                        VideoUris.withoutSecrets(video.uri()),
                        output)
                + " directory above both");
      }
    }
    if (request.singleOutput() != null && byOutput.size() > 1) {
      throw new PlanException(
          "--output=%s is one file, but --input matches %d videos; give a directory"
              .formatted(request.layout().output(request.singleOutput()), byOutput.size()));
    }
    List<PlannedVideo> wanted = new ArrayList<>();
    for (Map.Entry<String, FoundVideo> entry : byOutput.entrySet()) {
      PlannedVideo video =
          plan(entry.getValue(), entry.getKey(), request.estimation().limits().maxBytes());
      boolean exists = ledger.outputExists(video.output());
      LedgerEntry last = ledger.latest(video.output());
      if (last != null && exists) {
        refuseToReplace(last, video, request.reprocess());
      }
      if (request.reprocess().wants(last, video, request.estimation(), exists)) {
        wanted.add(video);
      }
    }
    // Largest first: the last ones to end are then short, and the workers end together.
    wanted.sort(
        Comparator.comparingLong(PlannedVideo::sizeBytes)
            .reversed()
            .thenComparing(PlannedVideo::output));
    return new Plan(List.copyOf(wanted), byOutput.size() - wanted.size());
  }

  /** Writes the plan where {@link FindVideos} reads it. */
  public void write(OutputLayout layout, String run) throws IOException {
    StateFiles.write(
        layout.plan(run),
        layout.temporaries() + run + "-plan",
        videos.stream().map(Json::line).toList());
  }

  /** The plan that {@link #write} has written for {@code run}, if it is still there. */
  public static Optional<Plan> read(OutputLayout layout, String run) throws IOException {
    return StateFiles.read(layout.plan(run))
        .map(
            text ->
                new Plan(
                    text.lines().map(line -> Json.parse(line, PlannedVideo.class)).toList(), 0));
  }

  /** This plan without the videos whose outputs need nothing. */
  public Plan without(Set<String> outputs) {
    List<PlannedVideo> left =
        videos.stream().filter(video -> !outputs.contains(video.output())).toList();
    return new Plan(left, skipped + videos.size() - left.size());
  }

  private static List<FoundVideo> find(Request request) {
    Map<String, FoundVideo> byUri = new LinkedHashMap<>();
    for (InputSpecs.Spec spec : InputSpecs.resolve(request.inputs())) {
      List<FoundVideo> found = InputMatcher.match(spec);
      if (found.isEmpty() && !request.allowEmptyInput()) {
        throw new PlanException(
            "--input=%s matches no video; give a video, a directory with videos or a glob, or"
                    .formatted(VideoUris.withoutSecrets(spec.text()))
                + " --allowEmptyInput");
      }
      found.forEach(video -> byUri.putIfAbsent(video.uri(), video));
    }
    if (byUri.isEmpty() && !request.allowEmptyInput()) {
      throw new PlanException("--input names no video; an empty list needs --allowEmptyInput");
    }
    return List.copyOf(byUri.values());
  }

  private static String output(FoundVideo video, Request request) {
    if (request.singleOutput() != null) {
      return request.singleOutput();
    }
    if (video.output() != null) {
      return checked(video, request.estimation().format());
    }
    return "landmarks/" + video.path() + request.estimation().format().extension();
  }

  /**
   * An output that a list asks for: a path below the output's root in the one spelling that names
   * it, not among the run's own files, and of the format that is written.
   */
  private static String checked(FoundVideo video, Format format) {
    String output = video.output();
    List<String> parts = List.of(output.split("/", -1));
    String wrong = null;
    if (output.contains("://") || parts.stream().anyMatch(List.of("", ".", "..")::contains)) {
      wrong = "is not a path below --output";
    } else if (parts.get(0).equals("_postura")) {
      wrong = "lies among postura's own files";
    } else {
      for (Format other : Format.values()) {
        if (other != format && output.endsWith(other.extension())) {
          wrong = "is named as --format=%s, but %s is written".formatted(other.id(), format.id());
        }
      }
    }
    if (wrong != null) {
      throw new PlanException(
          "--input: the output '%s' asked for %s %s"
              .formatted(output, VideoUris.withoutSecrets(video.uri()), wrong));
    }
    return output;
  }

  /** Landmarks of one video are not replaced by another's that happens to have the same name. */
  private static void refuseToReplace(LedgerEntry last, PlannedVideo video, Reprocess reprocess) {
    String uri = VideoUris.withoutSecrets(video.uri());
    if (reprocess != Reprocess.ALL
        && !last.uri().equals(uri)
        && !last.identity().equals(video.identity())) {
      throw new PlanException(
          "--input=%s: its output %s holds the landmarks of another video, %s; give another"
                  .formatted(uri, video.output(), last.uri())
              + " --output, or --reprocess=all to replace them");
    }
  }

  private static PlannedVideo plan(FoundVideo found, String output, long maxBytes) {
    long size = found.sizeBytes();
    String identity;
    try (SeekableByteChannel bytes = VideoBytes.open(found.uri(), maxBytes)) {
      size = bytes.size();
      identity = VideoIdentity.of(bytes, found.modifiedMillis());
    } catch (VideoException e) {
      identity = VideoIdentity.UNKNOWN + "-" + e.verdict().code();
    } catch (IOException e) {
      identity = VideoIdentity.UNKNOWN;
    }
    return new PlannedVideo(found.uri(), output, identity, size);
  }
}
