package org.postura.landmarks.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.postura.landmarks.FramePoses;

/** Takes a file's frames, one after the other. What it wrote appears when it is finished. */
interface FrameSink extends Closeable {
  /**
   * @param index of the record, counted from 0 without gaps
   */
  void write(long index, FramePoses frame) throws IOException;

  /** Makes what was written appear. */
  List<Path> finish() throws IOException;

  /** Frees everything; what has not been finished goes. */
  @Override
  void close() throws IOException;
}
