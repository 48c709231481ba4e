package org.postura.blazepose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;

/** The demo clip against MediaPipe's own landmarks of it, see demo_mediapipe.json. */
class DemoClipTest {
  private static final double VISIBLE = 0.5;

  private static JsonNode reference() throws IOException {
    try (InputStream stream = DemoClipTest.class.getResourceAsStream("demo_mediapipe.json")) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private static Errors compare(RunningMode mode, String part) throws IOException {
    JsonNode reference = reference();
    Map<Long, JsonNode> rows = new HashMap<>();
    int last = 0;
    for (JsonNode row : reference.get(part)) {
      rows.put(row.get("frame").asLong(), row);
      last = row.get("frame").asInt();
    }
    PoseOptions options =
        PoseOptions.defaults().withProfile(Profile.MEDIAPIPE_SOLUTIONS).withRunningMode(mode);
    Errors errors = new Errors();
    try (BlazePose blazePose = BlazePose.load(Model.FULL);
        PoseEstimator estimator = blazePose.newEstimator(options)) {
      Clips.read(
          Clips.DEMO,
          last + 1,
          frame -> {
            JsonNode row = rows.get(frame.index());
            if (row != null) {
              assertEquals(reference.get("width").asInt(), frame.width());
              assertEquals(reference.get("height").asInt(), frame.height());
              List<Pose> poses = estimator.estimate(frame);
              assertEquals(1, poses.size());
              errors.add(poses.get(0), row, frame.width(), frame.height());
            }
          });
    }
    return errors;
  }

  @Test
  void eachFrameOnItsOwnAgreesWithMediaPipe() throws IOException {
    Errors errors = compare(RunningMode.IMAGE, "static");
    // Reached: 0.004 and 0.05 pixels, 0.01 mm.
    assertTrue(errors.pixels(0.5) < 0.02 && errors.pixels(0.99) < 1, errors::toString);
    assertTrue(errors.millimetres(0.5) < 0.3 && errors.visibilities(0.99) < 0.02, errors::toString);
  }

  @Test
  void trackingAgreesWithMediaPipe() throws IOException {
    Errors errors = compare(RunningMode.VIDEO, "tracking");
    // Reached: 0.04 and 0.3 pixels, 0.07 mm. Differences of rounding grow from frame to frame.
    assertTrue(errors.pixels(0.5) < 0.25 && errors.pixels(0.99) < 2, errors::toString);
    assertTrue(errors.millimetres(0.5) < 3 && errors.visibilities(0.99) < 0.05, errors::toString);
  }

  /** Differences of visible landmarks. */
  private static final class Errors {
    private final List<Double> pixels = new ArrayList<>();
    private final List<Double> millimetres = new ArrayList<>();
    private final List<Double> visibilities = new ArrayList<>();

    void add(Pose pose, JsonNode row, int width, int height) {
      for (int i = 0; i < Pose.LANDMARKS; i++) {
        JsonNode image = row.get("landmarks").get(i);
        JsonNode world = row.get("world").get(i);
        if (image.get(3).asDouble() >= VISIBLE) {
          Landmark found = pose.landmarks().get(i);
          Landmark metres = pose.worldLandmarks().get(i);
          pixels.add(
              Math.hypot(
                  (found.x() - image.get(0).asDouble()) * width,
                  (found.y() - image.get(1).asDouble()) * height));
          millimetres.add(1e3 * Math.abs(metres.x() - world.get(0).asDouble()));
          millimetres.add(1e3 * Math.abs(metres.y() - world.get(1).asDouble()));
          millimetres.add(1e3 * Math.abs(metres.z() - world.get(2).asDouble()));
          visibilities.add(Math.abs(found.visibility() - image.get(3).asDouble()));
        }
      }
    }

    double pixels(double quantile) {
      return of(pixels, quantile);
    }

    double millimetres(double quantile) {
      return of(millimetres, quantile);
    }

    double visibilities(double quantile) {
      return of(visibilities, quantile);
    }

    private static double of(List<Double> values, double quantile) {
      List<Double> sorted = new ArrayList<>(values);
      Collections.sort(sorted);
      return sorted.get(Math.min(sorted.size() - 1, (int) (quantile * sorted.size())));
    }

    @Override
    public String toString() {
      return "px median %.4f p99 %.4f, mm median %.3f, visibility p99 %.5f"
          .formatted(pixels(0.5), pixels(0.99), millimetres(0.5), visibilities(0.99));
    }
  }
}
