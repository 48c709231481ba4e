package org.postura.blazepose.network;

import java.nio.FloatBuffer;
import org.postura.blazepose.crop.Border;
import org.postura.blazepose.crop.Letterbox;
import org.postura.blazepose.crop.PixelRoi;
import org.postura.blazepose.crop.Resampler;
import org.postura.blazepose.crop.Roi;
import org.postura.blazepose.crop.ValueRange;
import org.postura.video.Frame;

/**
 * The landmark network at work for one thread: a region of a frame to a {@link Body}.
 *
 * <p>Source: MediaPipe {@code modules/pose_landmark/pose_landmark_by_roi_cpu.pbtxt} and {@code
 * tensors_to_pose_landmarks_and_segmentation.pbtxt}.
 */
public final class BodyNetwork implements AutoCloseable {
  /** Pixels a side of the input; landmarks are in these pixels. */
  public static final int INPUT_SIZE = 256;

  /** Numbers a landmark: x, y, z, visibility and presence (logits). */
  private static final int VALUES = 5;

  private static final int WORLD_VALUES = 3;

  private final NetworkCall call;
  private final Resampler resampler = new Resampler(INPUT_SIZE);
  private final Rules rules;
  private final double minPresence;
  private long runs;

  public BodyNetwork(Network network, Rules rules, float minPresence) {
    call = network.newCall();
    this.rules = rules;
    this.minPresence = minPresence;
  }

  /**
   * Looks for a person in a region.
   *
   * @param body receives the result; unchanged but for the score if nobody is there
   * @return whether the pose flag is above its threshold
   */
  public boolean measure(Frame frame, Roi roi, Body body) {
    if (!roi.isUsable(frame.width(), frame.height())) {
      return false;
    }
    runs++;
    PixelRoi pixels = roi.toPixels(frame.width(), frame.height());
    Letterbox letterbox = rules.keepsAspect() ? Letterbox.around(pixels) : Letterbox.none(pixels);
    resampler.crop(frame, letterbox.square(), Border.REPLICATE, ValueRange.UNSIGNED, call.input());
    return call.run(outputs -> read(outputs, roi, letterbox, body));
  }

  private boolean read(NetworkCall.Outputs outputs, Roi roi, Letterbox letterbox, Body body) {
    body.setScore(outputs.get("flag").get(0));
    if (!(body.score() > minPresence)) {
      return false;
    }
    decode(outputs.get("landmarks"), body);
    Points image = body.image();
    HeatmapRefinement.refine(
        image.x(), image.y(), Body.POINTS, outputs.get("heatmap"), rules.heatmapKernel());
    BodyColors.read(image.x(), image.y(), call.input(), INPUT_SIZE, body.colors());
    project(image, roi, letterbox);
    readWorld(outputs.get("world"), roi.rotation(), body.world());
    return true;
  }

  /** Source: MediaPipe {@code calculators/tensor/tensors_to_landmarks_calculator.cc}. */
  private static void decode(FloatBuffer landmarks, Body body) {
    Points image = body.image();
    for (int i = 0; i < Body.POINTS; i++) {
      int at = i * VALUES;
      image.x()[i] = landmarks.get(at) / INPUT_SIZE;
      image.y()[i] = landmarks.get(at + 1) / INPUT_SIZE;
      image.z()[i] = landmarks.get(at + 2) / INPUT_SIZE;
      if (i < Body.LANDMARKS) {
        body.visibility()[i] = Sigmoid.of(landmarks.get(at + 3));
        body.presence()[i] = Sigmoid.of(landmarks.get(at + 4));
      }
    }
  }

  /**
   * From fractions of the crop to fractions of the picture. Source: MediaPipe {@code
   * calculators/util/landmark_projection_calculator.cc}; rotating in the crop is right because it
   * is a square in pixels.
   */
  static void project(Points image, Roi roi, Letterbox letterbox) {
    float cos = (float) Math.cos(roi.rotation());
    float sin = (float) Math.sin(roi.rotation());
    for (int i = 0; i < Body.POINTS; i++) {
      float dx = letterbox.x(image.x()[i]) - 0.5f;
      float dy = letterbox.y(image.y()[i]) - 0.5f;
      image.x()[i] = (cos * dx - sin * dy) * roi.width() + roi.xCenter();
      image.y()[i] = (sin * dx + cos * dy) * roi.height() + roi.yCenter();
      image.z()[i] = letterbox.width(image.z()[i]) * roi.width();
    }
  }

  /**
   * Metres, turned upright. Source: MediaPipe {@code
   * calculators/util/world_landmark_projection_calculator.cc}.
   */
  private static void readWorld(FloatBuffer values, float rotation, Points world) {
    float cos = (float) Math.cos(rotation);
    float sin = (float) Math.sin(rotation);
    for (int i = 0; i < Body.LANDMARKS; i++) {
      float x = values.get(i * WORLD_VALUES);
      float y = values.get(i * WORLD_VALUES + 1);
      world.x()[i] = cos * x - sin * y;
      world.y()[i] = sin * x + cos * y;
      world.z()[i] = values.get(i * WORLD_VALUES + 2);
    }
  }

  /** How often the network was run. */
  public long runs() {
    return runs;
  }

  @Override
  public void close() {
    call.close();
  }
}
