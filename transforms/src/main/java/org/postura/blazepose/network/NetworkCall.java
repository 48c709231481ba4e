package org.postura.blazepose.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.function.Function;

/** One thread's way to run a {@link Network}: an input that is filled again for every call. */
final class NetworkCall implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final Block block;
  private final NDManager manager;
  private final ParameterStore parameters;
  private final FloatBuffer input;
  private final NDList inputs;

  NetworkCall(Network network, int inputSize) {
    block = network.block();
    manager = network.newManager();
    parameters = new ParameterStore(manager, false);
    int floats = CHANNELS * inputSize * inputSize;
    input =
        ByteBuffer.allocateDirect(floats * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    // The array shares the buffer's memory.
    inputs =
        new NDList(
            manager.create(input, new Shape(1, CHANNELS, inputSize, inputSize), DataType.FLOAT32));
  }

  /** Where the picture is to be written: three planes R, G, B. */
  FloatBuffer input() {
    return input;
  }

  /**
   * Runs the network on what stands in {@link #input}.
   *
   * @param reader takes what is needed out of the outputs, which are gone afterwards
   */
  <T> T run(Function<Outputs, T> reader) {
    try (NDList outputs = block.forward(parameters, inputs, false)) {
      return reader.apply(name -> TensorMemory.floats(output(outputs, name)));
    }
  }

  private static NDArray output(NDList outputs, String name) {
    NDArray array = outputs.get(name);
    if (array == null) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "The network has no output \"%s\"", name));
    }
    return array;
  }

  @Override
  public void close() {
    manager.close();
  }

  /** The outputs of one run. */
  @FunctionalInterface
  interface Outputs {
    /** Values of the output of this name, valid during the reader's call. */
    FloatBuffer get(String name);
  }
}
