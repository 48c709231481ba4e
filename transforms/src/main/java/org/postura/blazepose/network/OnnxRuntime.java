package org.postura.blazepose.network;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.util.Objects;
import java.util.Set;

/**
 * DJL's ONNX Runtime engine, made to start without touching the network.
 *
 * <p>DJL looks for cloud metadata and reports its use when its {@link Engine} class loads, unless
 * told not to, so the properties are set before. The engine must also be the first to create ONNX
 * Runtime's environment of this JVM.
 */
final class OnnxRuntime {
  private static final String ENGINE = "OnnxRuntime";

  private OnnxRuntime() {}

  /** The engine; the first call of a JVM loads the native library. */
  static Engine engine() {
    return Holder.ENGINE_INSTANCE;
  }

  /** What the native library was built to run on. */
  static Set<OrtProvider> providers() {
    Objects.requireNonNull(engine(), "engine"); // It must be the first to start ONNX Runtime.
    return OrtEnvironment.getAvailableProviders();
  }

  private static final class Holder {
    static final Engine ENGINE_INSTANCE = start();

    private static Engine start() {
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("OPT_OUT_TRACKING", "true");
      // Sessions have threads of their own; without this a pool as wide as the machine idles.
      System.setProperty("ai.djl.onnxruntime.num_threads", "1");
      System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
      return Engine.getEngine(ENGINE);
    }
  }
}
