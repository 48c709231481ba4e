package org.postura.blazepose.crop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.postura.blazepose.NativeFrame;

/** Pictures and tensors for tests. */
public final class Pictures {
  private Pictures() {}

  /** RGB noise, the same as in scripts/make_crop_vectors.py: nothing blurs an error of a pixel. */
  public static byte[] noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    int state = 1;
    for (int i = 0; i < rgb.length; i++) {
      state = (state * 1103515245 + 12345) & Integer.MAX_VALUE;
      rgb[i] = (byte) (state >> 16);
    }
    return rgb;
  }

  public static FloatBuffer tensor(int floats) {
    return ByteBuffer.allocateDirect(Float.BYTES * floats)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** The crop as interleaved bytes, out of the planes that a network would get. */
  static byte[] crop(NativeFrame frame, PixelRoi roi, int size, Border border) {
    FloatBuffer planes = tensor(3 * size * size);
    new Resampler(size).crop(frame, roi, border, ValueRange.UNSIGNED, planes);
    byte[] rgb = new byte[3 * size * size];
    for (int i = 0; i < size * size; i++) {
      for (int channel = 0; channel < 3; channel++) {
        rgb[3 * i + channel] = (byte) Math.round(255f * planes.get(channel * size * size + i));
      }
    }
    return rgb;
  }
}
