package org.postura.landmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads frames' poses in the order written. */
public interface FramePosesReader extends Closeable {
  /** The next frame, or empty at the end of the file. */
  Optional<FramePoses> read() throws IOException;

  /** How the file was made; empty for JSON Lines. */
  Map<String, String> metadata();
}
