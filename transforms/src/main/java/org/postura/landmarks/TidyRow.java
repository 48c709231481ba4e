package org.postura.landmarks;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * One landmark of one person in one frame, as a row of a table. A frame with nobody is one row
 * without a person, so that the number of distinct frames is the number of frames.
 *
 * <p>Mutable: one row is written again and again.
 */
final class TidyRow {
  /** Columns from the person on are null where nobody is. */
  static final MessageType SCHEMA =
      Types.buildMessage()
          .required(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named("video")
          .required(PrimitiveTypeName.INT64)
          .named("frame")
          .required(PrimitiveTypeName.INT64)
          .named("pts")
          .required(PrimitiveTypeName.INT64)
          .named("time_us")
          .required(PrimitiveTypeName.INT32)
          .named("width")
          .required(PrimitiveTypeName.INT32)
          .named("height")
          .optional(PrimitiveTypeName.INT32)
          .named("person")
          .optional(PrimitiveTypeName.FLOAT)
          .named("score")
          .optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named("landmark")
          .optional(PrimitiveTypeName.FLOAT)
          .named("x")
          .optional(PrimitiveTypeName.FLOAT)
          .named("y")
          .optional(PrimitiveTypeName.FLOAT)
          .named("z")
          .optional(PrimitiveTypeName.FLOAT)
          .named("visibility")
          .optional(PrimitiveTypeName.FLOAT)
          .named("presence")
          .optional(PrimitiveTypeName.FLOAT)
          .named("world_x")
          .optional(PrimitiveTypeName.FLOAT)
          .named("world_y")
          .optional(PrimitiveTypeName.FLOAT)
          .named("world_z")
          .named("landmarks");

  /** Columns whose floats are all different. */
  static final List<String> SPLIT_COLUMNS =
      List.of("x", "y", "z", "visibility", "presence", "world_x", "world_y", "world_z");

  String video;
  long frame;
  long pts;
  long timeUs;
  int width;
  int height;

  /** Whether the row has a person, and with it everything below. */
  boolean somebody;

  int person;
  float score;

  /** Index of the landmark in its pose, 0 to 32. */
  int landmark;

  /** What {@link #SPLIT_COLUMNS} hold. */
  final float[] values = new float[SPLIT_COLUMNS.size()];

  void setFrame(FramePoses from) {
    video = from.video();
    frame = from.frame();
    pts = from.pts();
    timeUs = from.timeUs();
    width = from.width();
    height = from.height();
  }

  void setNobody() {
    somebody = false;
  }

  void setLandmark(Pose pose, int index) {
    somebody = true;
    person = pose.person();
    score = pose.score();
    landmark = index;
    Landmark image = pose.landmarks().get(index);
    Landmark world = pose.worldLandmarks().get(index);
    values[0] = image.x();
    values[1] = image.y();
    values[2] = image.z();
    values[3] = image.visibility();
    values[4] = image.presence();
    values[5] = world.x();
    values[6] = world.y();
    values[7] = world.z();
  }

  Landmark image() {
    return new Landmark(values[0], values[1], values[2], values[3], values[4]);
  }

  /** Visibility and presence of a world landmark are those of its image landmark. */
  Landmark world() {
    return new Landmark(values[5], values[6], values[7], values[3], values[4]);
  }

  FramePoses frame(List<Pose> poses) {
    return new FramePoses(video, frame, pts, timeUs, width, height, poses);
  }
}
