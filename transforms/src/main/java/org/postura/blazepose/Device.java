package org.postura.blazepose;

import java.io.IOException;
import java.util.Optional;
import org.postura.blazepose.network.Network;

/** Where the networks run. */
public enum Device {
  CPU,
  /** The first NVIDIA GPU, by ONNX Runtime's CUDA provider. */
  GPU;

  /** What keeps this process from using the device, in words; empty if nothing does. */
  public Optional<String> problem() {
    if (this == CPU) {
      return Optional.empty();
    }
    if (!Network.hasCuda()) {
      return Optional.of(
          "the ONNX Runtime here has no CUDA provider; the image postura:gpu has one");
    }
    try {
      BlazePose.load(Model.LITE, this).close();
      return Optional.empty();
    } catch (IOException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return Optional.of("CUDA can't use a GPU here: " + String.valueOf(root.getMessage()).strip());
    }
  }

  ai.djl.Device djl() {
    return switch (this) {
      case CPU -> ai.djl.Device.cpu();
      case GPU -> ai.djl.Device.gpu();
    };
  }
}
