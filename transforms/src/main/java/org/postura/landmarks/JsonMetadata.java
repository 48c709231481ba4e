package org.postura.landmarks;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a file was made, as the object {@code metadata} of the first of its JSON Lines: the keys of
 * Avro's file metadata without {@code postura.}, dots as underscores, because query engines take
 * them for column names.
 *
 * <p>The video's URI stands in every record. Its identity, which differs between equal files at two
 * places, is left out, so that the same bytes and options give the same lines; the ledger has it.
 */
final class JsonMetadata {
  private JsonMetadata() {}

  /** What of a file's metadata is written, in the order of the names. */
  static Map<String, String> written(Map<String, String> metadata) {
    Map<String, String> names = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(Metadata.PREFIX)
              && !key.equals(Metadata.VIDEO)
              && !key.equals(Metadata.VIDEO_IDENTITY)) {
            names.put(key.substring(Metadata.PREFIX.length()).replace('.', '_'), value);
          }
        });
    return names;
  }

  /** The metadata of a file whose first record is {@code first}. */
  static Map<String, String> read(Map<String, String> names, FramePoses first) {
    Map<String, String> metadata = new TreeMap<>();
    names.forEach((name, value) -> metadata.put(key(name), value));
    if (!names.isEmpty()) {
      metadata.put(Metadata.VIDEO, first.video());
    }
    return metadata;
  }

  /** Only one key has a dot of its own. */
  private static String key(String name) {
    return name.equals("model_sha256") ? Metadata.MODEL_SHA256 : Metadata.PREFIX + name;
  }
}
