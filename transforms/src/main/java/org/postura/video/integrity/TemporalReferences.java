package org.postura.video.integrity;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/**
 * The temporal references of H.261 (ITU-T H.261, 4.2.1.2: 5 bits) and H.263 (ITU-T H.263, 5.1.2: 8
 * bits): each counts on by one and by what the encoder left out, in steps of 1001/30000 s.
 */
final class TemporalReferences implements PictureNumbers {
  private static final int STEP_US = 33_367;
  private static final int HEADER_BYTES = 4;

  private final boolean h261;
  private final int range;
  private final Cadence cadence = new Cadence(STEP_US);
  private int previous = -1;
  private long total;

  TemporalReferences(int codec) {
    h261 = codec == avcodec.AV_CODEC_ID_H261;
    range = h261 ? 32 : 256;
  }

  @Override
  public void packet(AVPacket packet) {
    if (packet.size() < HEADER_BYTES) {
      return;
    }
    BytePointer data = packet.data();
    int word = 0;
    for (int i = 0; i < HEADER_BYTES; i++) {
      word = word << 8 | data.get(i) & 0xFF;
    }
    int number;
    if (h261 && word >>> 12 == 0x10) {
      number = word >> 7 & 0x1F;
    } else if (!h261 && word >>> 10 == 0x20) {
      number = word >> 2 & 0xFF;
    } else {
      return;
    }
    if (previous >= 0) {
      total += Math.floorMod(number - previous, range);
    }
    previous = number;
    cadence.frame(total * STEP_US);
  }

  @Override
  public long missing() {
    return cadence.missing();
  }
}
