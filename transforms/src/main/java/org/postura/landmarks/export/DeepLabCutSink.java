package org.postura.landmarks.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.LandmarkName;
import org.postura.landmarks.Pose;

/**
 * DeepLabCut's CSV for several animals: four lines of head (scorer, individuals, bodyparts,
 * coords), then a row a frame under the video's number of it. Places are pixels of the upright
 * picture, the likelihood is the visibility; cells of who or what is missing are empty.
 */
final class DeepLabCutSink implements FrameSink {
  private static final List<String> COORDINATES = List.of("x", "y", "likelihood");

  private final NewFile file;
  private final List<Track> tracks;
  private final double minVisibility;
  private final StringBuilder line = new StringBuilder();
  private final float[] place = new float[3];

  DeepLabCutSink(Path name, List<Track> tracks, double minVisibility) throws IOException {
    this.tracks = tracks;
    this.minVisibility = minVisibility;
    file = new NewFile(name);
    appendHead("scorer", column -> "postura");
    appendHead("individuals", column -> "person" + column.person());
    appendHead("bodyparts", column -> column.landmark().id());
    appendHead("coords", Column::coordinate);
    writeLines();
  }

  private record Column(int person, LandmarkName landmark, String coordinate) {}

  private void appendHead(String name, Function<Column, String> text) {
    line.append(name);
    for (Track track : tracks) {
      for (LandmarkName landmark : LandmarkName.values()) {
        for (String coordinate : COORDINATES) {
          line.append(',').append(text.apply(new Column(track.person(), landmark, coordinate)));
        }
      }
    }
    line.append('\n');
  }

  @Override
  public void write(long index, FramePoses frame) throws IOException {
    line.append(frame.frame());
    for (Track track : tracks) {
      Pose pose =
          frame.poses().stream()
              .filter(one -> one.person() == track.person())
              .findFirst()
              .orElse(null);
      for (int i = 0; i < Pose.LANDMARKS; i++) {
        if (pose == null || pose.landmarks().get(i).visibility() < minVisibility) {
          line.append(",,,");
        } else {
          Skeleton.BLAZEPOSE.place(frame, pose, i, minVisibility, place);
          line.append(',')
              .append(place[0])
              .append(',')
              .append(place[1])
              .append(',')
              .append(place[2]);
        }
      }
    }
    line.append('\n');
    writeLines();
  }

  private void writeLines() throws IOException {
    file.out().append(line);
    line.setLength(0);
  }

  @Override
  public List<Path> finish() throws IOException {
    return List.of(file.finish());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
