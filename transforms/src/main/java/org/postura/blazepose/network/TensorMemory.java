package org.postura.blazepose.network;

import ai.djl.ndarray.NDArray;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.onnxruntime.OnnxTensor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Reads a network's output where ONNX Runtime left it.
 *
 * <p>The public ways copy: 640 kB a frame for the heatmap, of which one in eight numbers is read,
 * and arrays of that size go straight to the old generation of a small heap. {@link OnnxTensor} has
 * the native buffer in a private method, which is used where it can be reached (that is, where ONNX
 * Runtime is on the class path); elsewhere the copy is taken.
 */
final class TensorMemory {
  private static final MethodHandle NATIVE_BUFFER = nativeBuffer();

  private TensorMemory() {}

  /** The values of an output, valid until it is closed. */
  static FloatBuffer floats(NDArray output) {
    if (NATIVE_BUFFER == null) {
      return copy(output);
    }
    OnnxTensor tensor = ((OrtNDArray) output).getTensor();
    try {
      ByteBuffer buffer = (ByteBuffer) NATIVE_BUFFER.invokeExact(tensor);
      return buffer.order(ByteOrder.nativeOrder()).asFloatBuffer();
    } catch (Throwable e) {
      throw new IllegalStateException("ONNX Runtime gives no access to an output", e);
    }
  }

  /** The values of an output in memory of their own. */
  static FloatBuffer copy(NDArray output) {
    return output.toByteBuffer().asFloatBuffer();
  }

  /** Whether outputs are read in place. */
  static boolean isDirect() {
    return NATIVE_BUFFER != null;
  }

  private static MethodHandle nativeBuffer() {
    try {
      return MethodHandles.privateLookupIn(OnnxTensor.class, MethodHandles.lookup())
          .findVirtual(OnnxTensor.class, "getBuffer", MethodType.methodType(ByteBuffer.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
