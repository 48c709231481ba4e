package org.postura.blazepose.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.onnxruntime.OrtProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;

/**
 * One loaded network: an ONNX Runtime session that any number of threads may run at once, each on
 * its own core.
 */
public final class Network implements AutoCloseable {
  /**
   * One thread a call: two threads on one image give 1.4 times the speed of one, two images on two
   * cores twice. ALL is what gives convolutions their blocked layout, three times as fast.
   */
  private static final Map<String, String> OPTIONS =
      Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1", "optLevel", "ALL_OPT");

  private final Model model;
  private final int inputSize;

  private Network(Model model, int inputSize) {
    this.model = model;
    this.inputSize = inputSize;
  }

  /**
   * Loads a network from the class path.
   *
   * @param name file name of a network that ships with postura
   * @param inputSize pixels a side of its input
   * @param device where it is to run
   * @throws IOException if the file is missing, damaged or not a network
   */
  public static Network load(String name, int inputSize, Device device) throws IOException {
    byte[] bytes = NetworkFiles.read(name);
    Model model = OnnxRuntime.engine().newModel(name, device);
    try {
      model.load(new ByteArrayInputStream(bytes), OPTIONS);
      // DJL makes an empty directory for a model that comes from memory.
      Files.deleteIfExists(model.getModelPath());
    } catch (MalformedModelException e) {
      model.close();
      throw new IOException(
          String.format(Locale.ROOT, "ONNX Runtime can't load the network %s", name), e);
    }
    return new Network(model, inputSize);
  }

  /**
   * The SHA-256 that a network was shipped with, in hexadecimal.
   *
   * @throws IOException if the list of sums is missing or does not name it
   */
  public static String sha256(String name) throws IOException {
    return NetworkFiles.listedSum(name);
  }

  /** Whether the ONNX Runtime here was built with CUDA. */
  public static boolean hasCuda() {
    return OnnxRuntime.providers().contains(OrtProvider.CUDA);
  }

  /** Memory and bookkeeping for one thread's calls. */
  NetworkCall newCall() {
    return new NetworkCall(this, inputSize);
  }

  Block block() {
    return model.getBlock();
  }

  NDManager newManager() {
    return model.getNDManager().newSubManager();
  }

  @Override
  public void close() {
    model.close();
  }
}
