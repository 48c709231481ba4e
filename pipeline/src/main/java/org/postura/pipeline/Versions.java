package org.postura.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.postura.blazepose.BlazePose;
import org.postura.blazepose.Model;
import org.postura.transforms.FileMetadata;

/** What a run was made with. */
final class Versions {
  private Versions() {}

  static Map<String, String> all() {
    return new TreeMap<>(
        Map.of(
            "postura",
            FileMetadata.version(),
            "beam",
            ReleaseInfo.getReleaseInfo().getVersion(),
            "java",
            Runtime.version().toString()));
  }

  /** The same for people, with the libraries' versions and the networks' sums. */
  static String text() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("postura", FileMetadata.version());
    versions.put("Apache Beam", ReleaseInfo.getReleaseInfo().getVersion());
    versions.put("FFmpeg", ofJar("org.bytedeco.ffmpeg.global.avutil"));
    versions.put("ONNX Runtime", ofJar("ai.onnxruntime.OrtEnvironment"));
    versions.put("Java", Runtime.version().toString());
    for (Model model : Model.values()) {
      versions.put("model " + model.id(), "sha256 " + BlazePose.sha256(model));
    }
    StringBuilder text = new StringBuilder();
    versions.forEach((name, version) -> text.append(name).append(' ').append(version).append('\n'));
    return text.toString();
  }

  private static String ofJar(String type) {
    try {
      Class<?> loaded =
          Class.forName(type, /* initialize= */ false, Versions.class.getClassLoader());
      return String.valueOf(loaded.getPackage().getImplementationVersion());
    } catch (ClassNotFoundException e) {
      return "not there";
    }
  }
}
