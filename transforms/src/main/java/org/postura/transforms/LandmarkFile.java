package org.postura.transforms;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesWriter;
import org.postura.run.Estimation;
import org.postura.run.OutputException;
import org.postura.store.Location;
import org.postura.store.Store;

/**
 * The landmark file of an attempt, under a passing name: whole after {@link #finish}, deleted if
 * closed without it.
 *
 * <p>A fault of the output is not the video's: it is thrown as {@link OutputException} and ends the
 * run.
 */
final class LandmarkFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Location temporary;
  private FramePosesWriter writer;

  LandmarkFile(Location temporary, Estimation estimation, Map<String, String> metadata) {
    this.temporary = temporary;
    try {
      writer =
          estimation
              .format()
              .writer(
                  new BufferedOutputStream(Store.create(temporary), BUFFER_BYTES),
                  estimation.codec(),
                  metadata);
    } catch (IOException e) {
      throw new OutputException(temporary, e);
    }
  }

  void write(FramePoses framePoses) {
    try {
      writer.write(framePoses);
    } catch (IOException e) {
      throw new OutputException(temporary, e);
    }
  }

  void finish() {
    try {
      writer.close();
      writer = null;
    } catch (IOException | IllegalArgumentException e) {
      throw new OutputException(temporary, e);
    }
  }

  @Override
  public void close() {
    if (writer == null) {
      return;
    }
    try {
      // A store that publishes on closing publishes nothing anybody reads.
      writer.close();
      Store.delete(List.of(temporary));
    } catch (IOException e) {
      throw new OutputException(temporary, e);
    }
  }
}
