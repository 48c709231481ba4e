package org.postura.service;

import java.io.IOException;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.FramePosesWriter;

/**
 * Writes records to a client as they come. What was written is sent now and then, not only when a
 * buffer is full: the client sees progress, and one that has gone is noticed.
 */
final class RecordStream implements AutoCloseable {
  private static final long SEND_EVERY_NANOS = 200_000_000;

  private final FramePosesWriter writer;
  private final AnswerStream out;
  private long sentNanos = System.nanoTime() - SEND_EVERY_NANOS;

  RecordStream(FramePosesWriter writer, AnswerStream out) {
    this.writer = writer;
    this.out = out;
  }

  void write(FramePoses framePoses) throws IOException {
    writer.write(framePoses);
    long now = System.nanoTime();
    if (now - sentNanos >= SEND_EVERY_NANOS) {
      writer.flush();
      out.flush();
      sentNanos = now;
    }
  }

  void endWithLine(byte[] line) throws IOException {
    writer.flush();
    out.write(line);
    out.write('\n');
    out.end();
  }

  void endWithTrailer(String name, byte[] value) throws IOException {
    writer.close();
    out.trailer(name, value);
    out.end();
  }

  /** Frees the writer; nothing more reaches the client. */
  @Override
  public void close() throws IOException {
    out.seal();
    writer.close();
  }
}
