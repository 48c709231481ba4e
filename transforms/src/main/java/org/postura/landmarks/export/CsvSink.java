package org.postura.landmarks.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.LandmarkName;
import org.postura.landmarks.Pose;

/**
 * A row a landmark with the columns, units and axes of postura's Parquet; a frame with nobody is
 * one row that is empty from the person on. Floats are in the shortest form that reads back as the
 * same float. Places of a point that is less visible than asked for are empty.
 */
final class CsvSink implements FrameSink {
  private static final String HEADER =
      "video,frame,pts,time_us,width,height,person,score,landmark,"
          + "x,y,z,visibility,presence,world_x,world_y,world_z\n";

  private final NewFile file;
  private final Set<Integer> persons;
  private final double minVisibility;
  private final StringBuilder line = new StringBuilder();

  CsvSink(Path name, Set<Integer> persons, double minVisibility) throws IOException {
    this.persons = persons;
    this.minVisibility = minVisibility;
    file = new NewFile(name);
    line.append(HEADER);
    writeLines();
  }

  @Override
  public void write(long index, FramePoses frame) throws IOException {
    boolean nobody = true;
    for (Pose pose : frame.poses()) {
      if (persons.contains(pose.person())) {
        nobody = false;
        for (int i = 0; i < Pose.LANDMARKS; i++) {
          appendRow(frame, pose, i);
        }
      }
    }
    if (nobody) {
      appendFrame(frame);
      line.append(",,,,,,,,,,,\n");
    }
    writeLines();
  }

  private void appendRow(FramePoses frame, Pose pose, int index) {
    Landmark image = pose.landmarks().get(index);
    Landmark world = pose.worldLandmarks().get(index);
    boolean there = image.visibility() >= minVisibility;
    appendFrame(frame);
    line.append(',').append(pose.person());
    line.append(',').append(pose.score());
    line.append(',').append(LandmarkName.values()[index].id());
    appendPlace(image, there);
    line.append(',').append(image.visibility());
    line.append(',').append(image.presence());
    appendPlace(world, there);
    line.append('\n');
  }

  private void appendFrame(FramePoses frame) {
    line.append(quoted(frame.video()));
    line.append(',').append(frame.frame());
    line.append(',').append(frame.pts());
    line.append(',').append(frame.timeUs());
    line.append(',').append(frame.width());
    line.append(',').append(frame.height());
  }

  private void appendPlace(Landmark point, boolean there) {
    if (there) {
      line.append(',').append(point.x());
      line.append(',').append(point.y());
      line.append(',').append(point.z());
    } else {
      line.append(",,,");
    }
  }

  /** RFC 4180. */
  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
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
