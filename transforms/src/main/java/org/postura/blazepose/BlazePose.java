package org.postura.blazepose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postura.blazepose.network.BodyNetwork;
import org.postura.blazepose.network.Network;
import org.postura.blazepose.network.PersonDetector;

/**
 * The loaded networks: the detector and one landmark network. Thread-safe; any number of estimators
 * may use it at once. {@link SharedBlazePose} lends one instance to a whole process.
 *
 * <pre>{@code
 * PoseOptions options = PoseOptions.defaults();
 * try (BlazePose blazePose = BlazePose.load(options.model());
 *     PoseEstimator estimator = blazePose.newEstimator(options)) {
 *   List<Pose> poses = estimator.estimate(frame);
 * }
 * }</pre>
 *
 * <p>Holds native memory (50 MB, {@link Model#HEAVY} 120 MB): close it, after its estimators.
 */
public final class BlazePose implements AutoCloseable {
  /** Asked for with every file that is written. */
  private static final Map<Model, String> SUMS = new ConcurrentHashMap<>();

  private static final String DETECTOR = "pose_detection.onnx";

  private final Model model;
  private final Network detector;
  private final Network landmarks;

  private BlazePose(Model model, Network detector, Network landmarks) {
    this.model = model;
    this.detector = detector;
    this.landmarks = landmarks;
  }

  /**
   * Loads the networks from the class path; the first call of a process also starts ONNX Runtime.
   * Opens no connection.
   *
   * @throws IOException if a network is missing, or its SHA-256 is not the one it was shipped with
   */
  public static BlazePose load(Model model) throws IOException {
    return load(model, Device.CPU);
  }

  /**
   * As {@link #load(Model)}, to run on a device.
   *
   * @throws IOException also if the device can't be used
   */
  public static BlazePose load(Model model, Device device) throws IOException {
    Network detector = Network.load(DETECTOR, PersonDetector.INPUT_SIZE, device.djl());
    try {
      return new BlazePose(
          model, detector, Network.load(landmarkFile(model), BodyNetwork.INPUT_SIZE, device.djl()));
    } catch (IOException | RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  /**
   * The SHA-256 of a model's landmark network, in hexadecimal, as it was shipped.
   *
   * @throws UncheckedIOException if the list of sums is missing
   */
  public static String sha256(Model model) {
    return SUMS.computeIfAbsent(model, BlazePose::listedSum);
  }

  private static String listedSum(Model model) {
    try {
      return Network.sha256(landmarkFile(model));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String landmarkFile(Model model) {
    return String.format(Locale.ROOT, "pose_landmark_%s.onnx", model.id());
  }

  /** The landmark network that was loaded. */
  public Model model() {
    return model;
  }

  /**
   * A new estimator for one video.
   *
   * @throws IllegalArgumentException if the options don't go together or name another model
   */
  public PoseEstimator newEstimator(PoseOptions options) {
    options.check();
    if (options.model() != model) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The options ask for the model %s, loaded is %s",
              options.model().id(),
              model.id()));
    }
    return new PoseEstimator(detector, landmarks, options);
  }

  @Override
  public void close() {
    landmarks.close();
    detector.close();
  }
}
