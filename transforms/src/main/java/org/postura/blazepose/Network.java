package org.postura.blazepose;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * One loaded network: an ONNX Runtime session that any number of threads may run at once, each on
 * its own core.
 */
final class Network implements AutoCloseable {
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
   * @param name file name within this package's resources
   * @param inputSize pixels a side of its input
   * @param device where it is to run
   * @throws IOException if the file is missing, damaged or not a network
   */
  static Network load(String name, int inputSize, Device device) throws IOException {
    byte[] bytes = NetworkFiles.read(name);
    Model model = OnnxRuntime.engine().newModel(name, device.djl());
    try {
      model.load(new ByteArrayInputStream(bytes), OPTIONS);
      // DJL makes an empty directory for a model that comes from memory.
      Files.deleteIfExists(model.getModelPath());
    } catch (MalformedModelException e) {
      model.close();
      throw new IOException("ONNX Runtime can't load the network %s".formatted(name), e);
    }
    return new Network(model, inputSize);
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
