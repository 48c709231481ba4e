package org.postura.transforms;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.MimeTypes;
import org.postura.landmarks.Format;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesWriter;

/**
 * A landmark file that appears whole or not at all: written under a temporary name, renamed by
 * {@link #publish}, deleted if closed without it.
 *
 * <p>A fault of the output is not the video's: it is thrown as {@link OutputException} and ends the
 * run.
 */
final class LandmarkFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String temporary;
  private final String name;
  private FramePosesWriter writer;

  /** Opens a file that will be {@code output} below the layout's root. */
  LandmarkFile(OutputLayout layout, String output, Format format, Map<String, String> metadata) {
    name = layout.output(output);
    temporary = layout.temporaries() + UUID.randomUUID();
    try {
      writer =
          format.writer(
              new BufferedOutputStream(
                  Channels.newOutputStream(
                      FileSystems.create(StateFiles.file(temporary), MimeTypes.BINARY)),
                  BUFFER_BYTES),
              metadata);
    } catch (IOException e) {
      throw new OutputException(name, e);
    }
  }

  void write(FramePoses framePoses) {
    try {
      writer.write(framePoses);
    } catch (IOException e) {
      throw new OutputException(name, e);
    }
  }

  void publish() {
    try {
      writer.close();
      writer = null;
      StateFiles.rename(temporary, name);
    } catch (IOException | IllegalArgumentException e) {
      throw new OutputException(name, e);
    }
  }

  @Override
  public void close() {
    if (writer == null) {
      return;
    }
    try {
      writer.close(); // Among the temporary files: a store that publishes on closing publishes
      // nothing anybody reads.
      StateFiles.delete(List.of(StateFiles.file(temporary)));
    } catch (IOException e) {
      throw new OutputException(name, e);
    }
  }
}
