package org.postura.video.integrity;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/** Whether a PNG is whole: to FFmpeg one that was cut is as good as one that is damaged. */
public final class Png {
  private static final int END = 0x49454E44;

  /** A last chunk's name and check sum. */
  private static final int END_BYTES = 8;

  private Png() {}

  /** Whether the picture in the packet goes on to its last chunk. */
  public static boolean whole(AVPacket packet) {
    BytePointer data = packet.data();
    int name = 0;
    for (int i = 0; i < 4 && packet.size() >= END_BYTES; i++) {
      name = name << 8 | data.get((long) packet.size() - END_BYTES + i) & 0xFF;
    }
    return name == END;
  }
}
