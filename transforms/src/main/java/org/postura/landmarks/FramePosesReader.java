package org.postura.landmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads frames' poses in the order written. */
public interface FramePosesReader extends Closeable {
  /**
   * The next frame, or empty at the end of the file.
   *
   * @throws IOException if it can't be read, or the file is damaged
   */
  Optional<FramePoses> read() throws IOException;

  /**
   * How the file was made: {@link Metadata} has the names. In JSON Lines the video's identity is
   * not among it, and in those of postura before metadata came into them, nothing is.
   */
  Map<String, String> metadata();
}
