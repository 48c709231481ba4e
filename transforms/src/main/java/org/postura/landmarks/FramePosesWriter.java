package org.postura.landmarks;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/** Writes frames' poses in the order given. The same frames and metadata give the same bytes. */
public interface FramePosesWriter extends Closeable, Flushable {
  void write(FramePoses framePoses) throws IOException;

  /**
   * Hands everything written so far to whoever reads along. Avro ends a block with it, so that a
   * file's bytes depend on when it is called; its records don't. Parquet has nothing to hand over
   * before a row group is full.
   */
  @Override
  void flush() throws IOException;
}
