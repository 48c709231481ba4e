package org.postura.landmarks.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesReader;

/**
 * Landmark files into another program's format. No network is run again.
 *
 * <pre>{@code
 * Export export = new Export(Target.TRC, ExportOptions.defaults().withMinTrack(6));
 * export.run(List.of(Path.of("postura-output")), Path.of("markers"), System.out::println, (file, e) -> {});
 * }</pre>
 *
 * <p>Every file is read twice, first for what stands in the head of other formats (how many frames,
 * at which rate, who); one frame of it is held in memory at a time. An exported file appears whole
 * or not at all, and replaces one of the same name.
 */
public final class Export {
  /** Marker files have no confidence, so a point that is guessed would count as one seen. */
  private static final double TRC_MIN_VISIBILITY = 0.5;

  private final Target target;
  private final ExportOptions options;

  public Export(Target target, ExportOptions options) {
    this.target = target;
    this.options = options;
  }

  /**
   * Exports files one after the other.
   *
   * @param inputs landmark files, and directories with such below them
   * @param output directory, made if it is not there; for {@link Target#COCO} the pair of files in
   *     it is for all inputs
   * @param done is told of every file that was exported
   * @param failed is told of every file that can't be read; the others are exported
   * @throws IOException if an input is not there, or the output can't be written
   * @throws IllegalArgumentException if an input is no landmark file by its name, or two would
   *     become the same output
   */
  public void run(
      List<Path> inputs, Path output, Consumer<Exported> done, BiConsumer<Path, IOException> failed)
      throws IOException {
    List<LandmarkInput> files = LandmarkInput.find(inputs);
    if (target != Target.COCO) {
      for (LandmarkInput file : files) {
        run(file, done, failed, survey -> sinks(file, output.resolve(file.directory()), survey));
      }
      return;
    }
    try (CocoFiles coco = new CocoFiles(output, options.minVisibility(0))) {
      for (LandmarkInput file : files) {
        run(
            file,
            done,
            failed,
            survey -> List.of(coco.sink(survey, persons(survey.tracks(options)))));
      }
      coco.finish();
    }
  }

  private interface SinkOpener {
    List<FrameSink> open(Survey survey) throws IOException;
  }

  private void run(
      LandmarkInput input,
      Consumer<Exported> done,
      BiConsumer<Path, IOException> failed,
      SinkOpener opener)
      throws IOException {
    Survey survey;
    try (FramePosesReader reader = input.open()) {
      survey = Survey.of(reader);
    } catch (IOException e) {
      failed.accept(input.file(), e);
      return;
    }
    List<FrameSink> sinks = opener.open(survey);
    List<Path> written = new ArrayList<>();
    try (FramePosesReader reader = input.open()) {
      copy(reader, sinks);
      for (FrameSink sink : sinks) {
        written.addAll(sink.finish());
      }
    } finally {
      for (FrameSink sink : sinks) {
        sink.close();
      }
    }
    done.accept(
        new Exported(
            input.file(),
            survey.frames(),
            survey.rate(),
            survey.tracks(options).size(),
            written,
            survey.warnings(options)));
  }

  private static void copy(FramePosesReader reader, List<FrameSink> sinks) throws IOException {
    long index = 0;
    for (Optional<FramePoses> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
      for (FrameSink sink : sinks) {
        sink.write(index, frame.get());
      }
      index++;
    }
  }

  private List<FrameSink> sinks(LandmarkInput input, Path parent, Survey survey)
      throws IOException {
    String name = input.name();
    List<Track> tracks = survey.tracks(options);
    List<FrameSink> sinks = new ArrayList<>();
    try {
      switch (target) {
        case OPENPOSE -> sinks.add(openPose(parent, name, Skeleton.BLAZEPOSE, tracks));
        case OPENPOSE_BODY25 -> sinks.add(openPose(parent, name, Skeleton.BODY_25, tracks));
        case TRC -> {
          double minVisibility = options.minVisibility(TRC_MIN_VISIBILITY);
          for (Track track : tracks) {
            for (TrcSink.Space space : TrcSink.Space.values()) {
              sinks.add(new TrcSink(parent, name, space, track, survey, minVisibility));
            }
          }
        }
        case CSV ->
            sinks.add(
                new CsvSink(
                    parent.resolve(name + ".csv"), persons(tracks), options.minVisibility(0)));
        case DEEPLABCUT -> {
          if (!tracks.isEmpty()) {
            sinks.add(
                new DeepLabCutSink(
                    parent.resolve(name + ".csv"), tracks, options.minVisibility(0)));
          }
        }
        case COCO -> throw new IllegalStateException("COCO's files are for all inputs");
      }
      return sinks;
    } catch (IOException e) {
      for (FrameSink sink : sinks) {
        sink.close();
      }
      throw e;
    }
  }

  private FrameSink openPose(Path parent, String name, Skeleton skeleton, List<Track> tracks)
      throws IOException {
    return new OpenPoseSink(parent, name, skeleton, new Slots(tracks), options.minVisibility(0));
  }

  private static Set<Integer> persons(List<Track> tracks) {
    return tracks.stream().map(Track::person).collect(Collectors.toSet());
  }
}
