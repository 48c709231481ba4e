package org.postura.blazepose.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.crop.Pictures;

class NetworkTest {
  /** If this fails after a new version of ONNX Runtime, every frame costs a copy of 640 kB. */
  @Test
  void outputsAreReadInPlace() {
    assertTrue(TensorMemory.isDirect());
    try (NDManager manager = OnnxRuntime.engine().newBaseManager()) {
      FloatBuffer values = Pictures.tensor(3);
      values.put(0, new float[] {1f, 2f, 3f});
      NDArray array = manager.create(values, new Shape(3));
      assertEquals(2f, TensorMemory.floats(array).get(1));
      assertEquals(2f, TensorMemory.copy(array).get(1));
      values.put(1, 7f);
      assertEquals(7f, TensorMemory.floats(array).get(1));
    }
  }

  @Test
  void aCallReadsWhatIsInTheInputAtThatTime() throws IOException {
    try (Network network =
            Network.load("pose_landmark_lite.onnx", BodyNetwork.INPUT_SIZE, Device.cpu());
        NetworkCall call = network.newCall();
        NetworkCall other = network.newCall()) {
      float black = call.run(outputs -> outputs.get("landmarks").get(0));
      for (int i = 0; i < call.input().capacity(); i++) {
        call.input().put(i, i % 7 / 7f);
      }
      float pattern = call.run(outputs -> outputs.get("landmarks").get(0));
      assertTrue(black != pattern);
      float blackAgain = other.run(outputs -> outputs.get("landmarks").get(0));
      assertEquals(black, blackAgain);
      int heatmap = call.run(outputs -> outputs.get("heatmap").capacity());
      assertEquals(39 * 64 * 64, heatmap);
      assertThrows(
          IllegalStateException.class, () -> call.run(outputs -> outputs.get("segmentation")));
    }
  }
}
