package org.postura.landmarks.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesReader;
import org.postura.landmarks.Pose;

/**
 * What must be known of a file before its first frame can be written: how many frames, at which
 * rate, who is seen when. Its size is that of the list of persons.
 */
final class Survey {
  /** Steps that differ by more than this from the mean are no constant rate. */
  private static final double RATE_TOLERANCE = 0.01;

  private final TimeBase timeBase;
  private final Map<Integer, Track> tracks = new TreeMap<>();
  private FramePoses first;
  private long frames;
  private long lastTicks;
  private long lastFrame;
  private long shortestStep = Long.MAX_VALUE;
  private long longestStep = Long.MIN_VALUE;
  private boolean framesMissing;
  private boolean sizeChanges;

  private Survey(TimeBase timeBase) {
    this.timeBase = timeBase;
  }

  /** Reads all of a file. */
  static Survey of(FramePosesReader reader) throws IOException {
    Survey survey = new Survey(TimeBase.of(reader.metadata()));
    for (Optional<FramePoses> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
      survey.add(frame.get());
    }
    return survey;
  }

  private void add(FramePoses frame) {
    long ticks = timeBase.ticks(frame);
    if (first == null) {
      first = frame;
    } else {
      shortestStep = Math.min(shortestStep, ticks - lastTicks);
      longestStep = Math.max(longestStep, ticks - lastTicks);
      framesMissing |= frame.frame() != lastFrame + 1;
      sizeChanges |= frame.width() != first.width() || frame.height() != first.height();
    }
    for (Pose pose : frame.poses()) {
      Track track = tracks.get(pose.person());
      tracks.put(
          pose.person(),
          track == null ? new Track(pose.person(), frames, frames, 1) : track.seen(frames));
    }
    lastTicks = ticks;
    lastFrame = frame.frame();
    frames++;
  }

  TimeBase timeBase() {
    return timeBase;
  }

  long frames() {
    return frames;
  }

  /** The persons that the options ask for, by their numbers. */
  List<Track> tracks(ExportOptions options) {
    List<Track> wanted = new ArrayList<>();
    for (Track track : tracks.values()) {
      if (track.frames() >= options.minTrack()
          && (options.persons().isEmpty() || options.persons().contains(track.person()))) {
        wanted.add(track);
      }
    }
    return wanted;
  }

  /** Frames a second, or NaN if that can't be said. */
  double rate() {
    double seconds = frames < 2 ? 0 : timeBase.seconds(lastTicks - timeBase.ticks(first));
    return seconds > 0 ? (frames - 1) / seconds : Double.NaN;
  }

  /** What a user of the exported files should know. */
  List<String> warnings(ExportOptions options) {
    List<String> warnings = new ArrayList<>();
    if (!timeBase.known() && frames > 1) {
      warnings.add(
          "the file does not say its time base: times and rate are of rounded microseconds");
    }
    if (frames > 1 && !isSteady()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the frame rate is not constant: a step takes %s to %s ms, and most readers know only one rate",
              Decimals.shortest(1000 * timeBase.seconds(shortestStep), 3),
              Decimals.shortest(1000 * timeBase.seconds(longestStep), 3)));
    }
    if (framesMissing) {
      warnings.add(
          "not all frames of the video are in the file; what is exported is numbered without gaps");
    }
    if (sizeChanges) {
      warnings.add("the picture's size changes within the video; pixels are those of each frame");
    }
    if (tracks(options).isEmpty()) {
      warnings.add(
          tracks.isEmpty()
              ? "nobody is in it"
              : String.format(
                  Locale.ROOT,
                  "none of the %d persons in it is one that was asked for",
                  tracks.size()));
    }
    long brief = tracks.values().stream().filter(track -> track.frames() < 6).count();
    if (options.minTrack() == 1 && brief > 0 && tracks.size() > 1) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d of %d persons are seen in fewer than 6 frames; --minTrack=6 leaves them out",
              brief,
              tracks.size()));
    }
    return warnings;
  }

  /** Within 1 % of the mean step, or within the rounding to the time base's unit. */
  private boolean isSteady() {
    double mean = (double) (lastTicks - timeBase.ticks(first)) / (frames - 1);
    double tolerance = Math.max(RATE_TOLERANCE * mean, 1);
    return shortestStep >= mean - tolerance && longestStep <= mean + tolerance;
  }
}
