package org.postura.landmarks.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.Pose;

/**
 * COCO's keypoint results of all inputs, {@code keypoints.json}, and the list of pictures that they
 * speak of, {@code images.json}, which loads as a ground truth without annotations: results are
 * read only beside one that knows their numbers.
 *
 * <p>Places are pixels of the upright picture, the third value of a point is its visibility, score
 * is the pose's. Pictures are numbered from 1 in the order of the inputs. A photo is named by its
 * file, a frame of a video {@code VIDEO/000000000017.jpg}.
 */
final class CocoFiles implements Closeable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int PERSON = 1;

  private static final List<String> NAMES =
      List.of(
          "nose",
          "left_eye",
          "right_eye",
          "left_ear",
          "right_ear",
          "left_shoulder",
          "right_shoulder",
          "left_elbow",
          "right_elbow",
          "left_wrist",
          "right_wrist",
          "left_hip",
          "right_hip",
          "left_knee",
          "right_knee",
          "left_ankle",
          "right_ankle");

  private final NewFile resultsFile;
  private final NewFile imagesFile;
  private final JsonGenerator results;
  private final JsonGenerator images;
  private final double minVisibility;
  private final float[] place = new float[3];
  private long image;

  CocoFiles(Path directory, double minVisibility) throws IOException {
    this.minVisibility = minVisibility;
    resultsFile = new NewFile(directory.resolve("keypoints.json"));
    imagesFile = new NewFile(directory.resolve("images.json"));
    results = JSON.createGenerator(resultsFile.out());
    images = JSON.createGenerator(imagesFile.out());
    results.writeStartArray();
    images.writeStartObject();
    images.writeObjectFieldStart("info");
    images.writeStringField("description", "Pictures that postura's keypoints are of");
    images.writeEndObject();
    images.writeArrayFieldStart("annotations");
    images.writeEndArray();
    writeCategory();
    images.writeArrayFieldStart("images");
  }

  private void writeCategory() throws IOException {
    images.writeArrayFieldStart("categories");
    images.writeStartObject();
    images.writeNumberField("id", PERSON);
    images.writeStringField("name", "person");
    images.writeStringField("supercategory", "person");
    images.writeArrayFieldStart("keypoints");
    for (String name : NAMES) {
      images.writeString(name);
    }
    images.writeEndArray();
    images.writeArrayFieldStart("skeleton");
    images.writeEndArray();
    images.writeEndObject();
    images.writeEndArray();
  }

  /** A sink for one input's frames; finishing or closing it does nothing. */
  FrameSink sink(Survey survey, Set<Integer> persons) {
    return new FrameSink() {
      @Override
      public void write(long index, FramePoses frame) throws IOException {
        image++;
        writeImage(frame, survey.frames() == 1);
        for (Pose pose : frame.poses()) {
          if (persons.contains(pose.person())) {
            writeResult(frame, pose);
          }
        }
      }

      @Override
      public List<Path> finish() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }

  private void writeImage(FramePoses frame, boolean photo) throws IOException {
    String video = frame.video().substring(frame.video().lastIndexOf('/') + 1);
    images.writeRaw('\n');
    images.writeStartObject();
    images.writeNumberField("id", image);
    images.writeStringField(
        "file_name",
        photo ? video : String.format(Locale.ROOT, "%s/%012d.jpg", video, frame.frame()));
    images.writeNumberField("width", frame.width());
    images.writeNumberField("height", frame.height());
    images.writeNumberField("frame", frame.frame());
    images.writeNumberField("time_us", frame.timeUs());
    images.writeStringField("video", frame.video());
    images.writeEndObject();
  }

  private void writeResult(FramePoses frame, Pose pose) throws IOException {
    results.writeRaw('\n');
    results.writeStartObject();
    results.writeNumberField("image_id", image);
    results.writeNumberField("category_id", PERSON);
    results.writeNumberField("track_id", pose.person());
    results.writeArrayFieldStart("keypoints");
    for (int point = 0; point < Skeleton.COCO_17.size(); point++) {
      Skeleton.COCO_17.place(frame, pose, point, minVisibility, place);
      for (float value : place) {
        results.writeNumber(value);
      }
    }
    results.writeEndArray();
    results.writeNumberField("score", pose.score());
    results.writeEndObject();
  }

  List<Path> finish() throws IOException {
    results.writeEndArray();
    results.close();
    images.writeEndArray();
    images.writeEndObject();
    images.close();
    return List.of(resultsFile.finish(), imagesFile.finish());
  }

  @Override
  public void close() throws IOException {
    resultsFile.close();
    imagesFile.close();
  }
}
