package org.postura.blazepose.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.postura.blazepose.Model;

class NetworkFilesTest {
  private static final byte[] BYTES = "abc".getBytes(StandardCharsets.US_ASCII);
  private static final String SUM =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void theRightSumPasses() throws IOException {
    NetworkFiles.check("a.onnx", BYTES, SUM + "  a.onnx\n");
    NetworkFiles.check("b.onnx", BYTES, "0  a.onnx\n" + SUM + " *b.onnx\n");
  }

  @Test
  void aWrongSumNamesTheFile() {
    IOException failure =
        assertThrows(
            IOException.class, () -> NetworkFiles.check("a.onnx", new byte[3], SUM + "  a.onnx"));
    assertTrue(failure.getMessage().startsWith("The network a.onnx is damaged"));
    assertTrue(failure.getMessage().endsWith("SHA256SUMS lists " + SUM));
  }

  @Test
  void aFileWithoutASumIsRefused() {
    IOException failure =
        assertThrows(
            IOException.class, () -> NetworkFiles.check("b.onnx", BYTES, SUM + "  a.onnx"));
    assertEquals("The network b.onnx is not listed in SHA256SUMS", failure.getMessage());
  }

  @Test
  void aMissingFileIsNamed() {
    FileNotFoundException failure =
        assertThrows(FileNotFoundException.class, () -> NetworkFiles.read("none.onnx"));
    assertEquals("The network file none.onnx is missing", failure.getMessage());
  }

  @Test
  void allNetworksAreWhole() throws IOException {
    assertTrue(NetworkFiles.read("pose_detection.onnx").length > 0);
    for (Model model : Model.values()) {
      assertTrue(NetworkFiles.read("pose_landmark_" + model.id() + ".onnx").length > 0);
    }
  }
}
