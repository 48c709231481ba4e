package org.postura.transforms;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.postura.blazepose.BlazePose;

/**
 * ONNX Runtime on one network and a ready buffer, with nothing around it, to compare with. DJL's
 * engine has to be the first to make ONNX Runtime's environment.
 */
final class NetworkAlone implements AutoCloseable {
  private final OrtSession session;
  private final int inputSize;
  private final ByteBuffer input;

  /**
   * @param name of the network among the resources of {@link BlazePose}
   * @param inputSize pixels a side of its input
   */
  NetworkAlone(String name, int inputSize) throws IOException, OrtException {
    this.inputSize = inputSize;
    input =
        ByteBuffer.allocateDirect(3 * inputSize * inputSize * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    try (InputStream in = BlazePose.class.getResourceAsStream(name)) {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(in.readAllBytes(), options);
    }
  }

  /** Runs the network so often; any number of threads may. */
  void run(int times) throws OrtException {
    try (OnnxTensor tensor =
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(),
            input.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer(),
            new long[] {1, 3, inputSize, inputSize})) {
      Map<String, OnnxTensor> inputs = Map.of(session.getInputNames().iterator().next(), tensor);
      for (int i = 0; i < times; i++) {
        session.run(inputs).close();
      }
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
