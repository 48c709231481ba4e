package org.postura.landmarks.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;

/**
 * OpenSim's marker file (.trc) of one person: a row a frame of the file, also where the person is
 * not seen, so that rows are the video's frames for readers that count them. What is missing is
 * {@code nan}: OpenSim refuses an empty cell at a line's end.
 */
final class TrcSink implements FrameSink {
  /** What a file's coordinates are. */
  enum Space {
    /**
     * Metres from the centre of the hips in OpenSim's axes: X forward (to the camera), Y up, Z to
     * the person's right when he faces the camera: (−z, −y, −x) of a world landmark. The
     * determinant is +1; with one sign more or less the body would be mirrored.
     */
    METRES("m", 6),
    /** Pixels of the upright picture, x to the right, y down, Z = 0, as Sports2D reads them. */
    PIXELS("px", 3);

    private final String unit;
    private final int decimals;

    Space(String unit, int decimals) {
      this.unit = unit;
      this.decimals = decimals;
    }
  }

  /** Nanoseconds: no time base of a video is finer. */
  private static final int TIME_DECIMALS = 9;

  private static final int RATE_DECIMALS = 6;

  private final NewFile file;
  private final Space space;
  private final int person;
  private final double minVisibility;
  private final TimeBase timeBase;
  private final StringBuilder line = new StringBuilder();

  TrcSink(Path parent, String name, Space space, Track track, Survey survey, double minVisibility)
      throws IOException {
    this.space = space;
    this.person = track.person();
    this.minVisibility = minVisibility;
    timeBase = survey.timeBase();
    String fileName = String.format(Locale.ROOT, "%s_%s_person%02d.trc", name, space.unit, person);
    file = new NewFile(parent.resolve(fileName));
    try {
      writeHeader(fileName, survey);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private void writeHeader(String name, Survey survey) throws IOException {
    String rate =
        Double.isNaN(survey.rate()) ? "1" : Decimals.shortest(survey.rate(), RATE_DECIMALS);
    line.append("PathFileType\t4\t(X/Y/Z)\t").append(name).append('\n');
    line.append("DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\t")
        .append("OrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n");
    line.append(
        String.join(
            "\t",
            rate,
            rate,
            Long.toString(survey.frames()),
            Integer.toString(Markers.NAMES.size()),
            space.unit,
            rate,
            "1",
            Long.toString(survey.frames())));
    line.append("\nFrame#\tTime");
    for (String marker : Markers.NAMES) {
      line.append('\t').append(marker).append("\t\t");
    }
    line.append("\n\t");
    for (int i = 1; i <= Markers.NAMES.size(); i++) {
      line.append("\tX").append(i).append("\tY").append(i).append("\tZ").append(i);
    }
    writeLine();
  }

  @Override
  public void write(long index, FramePoses frame) throws IOException {
    line.append(index + 1).append('\t');
    Decimals.append(line, timeBase.seconds(timeBase.ticks(frame)), TIME_DECIMALS);
    Pose pose =
        frame.poses().stream().filter(one -> one.person() == person).findFirst().orElse(null);
    for (int i = 0; i < Pose.LANDMARKS; i++) {
      if (pose == null || pose.landmarks().get(i).visibility() < minVisibility) {
        append(Double.NaN, Double.NaN, Double.NaN);
      } else if (space == Space.METRES) {
        Landmark point = pose.worldLandmarks().get(i);
        append(-point.z(), -point.y(), -point.x());
      } else {
        Landmark point = pose.landmarks().get(i);
        append((double) point.x() * frame.width(), (double) point.y() * frame.height(), 0);
      }
    }
    writeLine();
  }

  private void append(double x, double y, double z) {
    Decimals.append(line.append('\t'), x, space.decimals);
    Decimals.append(line.append('\t'), y, space.decimals);
    Decimals.append(line.append('\t'), z, space.decimals);
  }

  private void writeLine() throws IOException {
    file.out().append(line).append('\n');
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
