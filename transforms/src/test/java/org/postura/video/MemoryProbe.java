package org.postura.video;

import java.io.IOException;
import org.bytedeco.javacpp.Pointer;

/**
 * A process of its own, whose heap is small and fixed so that a growing process means a native
 * leak: reads the same videos again and again and prints by how many kB it grew since it was warm.
 */
final class MemoryProbe {
  private static final String[] FILES = {
    "bframes.mp4", "sar_4_3.mp4", "size_change.h264", "encrypted.mp4", "rotate_90.jpg"
  };

  private MemoryProbe() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    long before = 0;
    for (int round = 0; round < rounds; round++) {
      if (round == rounds / 3) {
        before = Pointer.physicalBytes();
      }
      for (String file : FILES) {
        read(Decoded.resource("/media/video/" + file));
      }
    }
    System.out.println((Pointer.physicalBytes() - before) >> 10);
  }

  private static void read(byte[] bytes) throws IOException {
    try (Video video = Video.open(BytesChannel.of(bytes), VideoLimits.defaults());
        FrameBatch batch = FrameBatch.of(2)) {
      while (video.read(batch)) {
        for (Frame frame : batch.frames()) {
          frame.rgb(0, frame.storedHeight());
        }
      }
    } catch (VideoException e) {
      if (e.verdict().code() != VerdictCode.ENCRYPTED) {
        throw e;
      }
    }
  }
}
