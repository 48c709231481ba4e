package org.postura.landmarks;

import java.io.Closeable;
import java.io.IOException;

/** Writes frames' poses in the order given. The same frames and metadata give the same bytes. */
public interface FramePosesWriter extends Closeable {
  void write(FramePoses framePoses) throws IOException;
}
