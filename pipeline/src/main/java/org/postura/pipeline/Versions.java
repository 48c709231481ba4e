package org.postura.pipeline;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.util.ReleaseInfo;
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
}
