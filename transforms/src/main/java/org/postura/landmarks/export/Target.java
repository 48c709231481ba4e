package org.postura.landmarks.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What landmarks can be exported to. */
public enum Target {
  /** OpenPose's JSON with BlazePose's 33 points: a file a frame, pixels. */
  OPENPOSE,
  /** OpenPose's JSON with its own 25 points. */
  OPENPOSE_BODY25,
  /** OpenSim's marker files: a person's world landmarks in metres, and the pixels for Sports2D. */
  TRC,
  /** COCO's keypoint results: 17 points in pixels, one file for all inputs. */
  COCO,
  /** A row a landmark: the columns of postura's Parquet. */
  CSV,
  /** DeepLabCut's table: a row a frame, three columns a point, pixels. */
  DEEPLABCUT;

  /** The name as the option writes it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The target of that name. */
  public static Optional<Target> of(String id) {
    return Arrays.stream(values()).filter(target -> target.id().equals(id)).findFirst();
  }
}
