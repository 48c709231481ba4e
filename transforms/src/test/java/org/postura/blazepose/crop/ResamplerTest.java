package org.postura.blazepose.crop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postura.blazepose.NativeFrame;
import org.postura.video.Frame;
import org.postura.video.Orientation;
import org.postura.video.RgbPixels;

class ResamplerTest {
  private static final PixelRoi ROTATED = new PixelRoi(40.3f, 25.9f, 55.5f, 55.5f, 0.4f);

  private static float float32(String hexadecimal) {
    return Float.intBitsToFloat(Integer.parseUnsignedInt(hexadecimal, 16));
  }

  /** 300 crops that OpenCV 4.10 made, see scripts/make_crop_vectors.py. */
  @Test
  void cropsAreThoseOfOpenCv() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                ResamplerTest.class.getResourceAsStream("crop_vectors.txt"),
                StandardCharsets.US_ASCII))) {
      int crops = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ");
          int width = Integer.parseInt(parts[0]);
          int height = Integer.parseInt(parts[1]);
          PixelRoi roi =
              new PixelRoi(
                  float32(parts[2]),
                  float32(parts[3]),
                  float32(parts[4]),
                  float32(parts[5]),
                  float32(parts[6]));
          CRC32 sum = new CRC32();
          try (NativeFrame frame = NativeFrame.of(width, height, Pictures.noise(width, height))) {
            sum.update(
                Pictures.crop(frame, roi, Integer.parseInt(parts[7]), Border.valueOf(parts[8])));
          }
          assertEquals(parts[9], "%08x".formatted(sum.getValue()), line);
          crops++;
        }
      }
      assertEquals(300, crops);
    }
  }

  @Property(tries = 300)
  void anyCropIsThePlainOne(
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 70) int height,
      @ForAll @FloatRange(min = -60, max = 120) float x,
      @ForAll @FloatRange(min = -60, max = 120) float y,
      @ForAll @FloatRange(min = 0.01f, max = 200) float side,
      @ForAll @FloatRange(min = -3.2f, max = 3.2f) float rotation,
      @ForAll Border border,
      @ForAll Orientation orientation) {
    byte[] rgb = Pictures.noise(width, height);
    PixelRoi roi = new PixelRoi(x, y, side, side, rotation);
    try (NativeFrame frame = NativeFrame.stored(width, height, rgb, orientation)) {
      assertArrayEquals(
          new PlainWarp(rgb, width, height, border == Border.REPLICATE).crop(roi, 96),
          Pictures.crop(frame, roi, 96, border));
    }
  }

  @ParameterizedTest
  @EnumSource
  void orientationChangesNothing(Orientation orientation) {
    byte[] rgb = Pictures.noise(97, 61);
    PixelRoi whole = Letterbox.around(PixelRoi.whole(97, 61)).square();
    try (NativeFrame upright = NativeFrame.of(97, 61, rgb);
        NativeFrame turned = NativeFrame.stored(97, 61, rgb, orientation)) {
      for (Border border : Border.values()) {
        assertArrayEquals(
            Pictures.crop(upright, ROTATED, 256, border),
            Pictures.crop(turned, ROTATED, 256, border));
        assertArrayEquals(
            Pictures.crop(upright, whole, 224, border), Pictures.crop(turned, whole, 224, border));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void asksOnlyForTheRowsItReads(Orientation orientation) {
    byte[] rgb = Pictures.noise(60, 400);
    PixelRoi roi = new PixelRoi(30, 200, 20, 20, 0.1f);
    try (NativeFrame frame = NativeFrame.stored(60, 400, rgb, orientation)) {
      Pictures.crop(frame, roi, 64, Border.REPLICATE);
      assertTrue(frame.bottom() - frame.top() < 30, frame.top() + " to " + frame.bottom());
    }
  }

  /** A frame converts what is asked for; the rest may be anything and must not show. */
  @ParameterizedTest
  @EnumSource
  void rowsThatWereNotAskedForDoNotShow(Orientation orientation) {
    byte[] rgb = Pictures.noise(60, 200);
    PixelRoi roi = new PixelRoi(30.2f, 12.3f, 44, 44, 0.7f);
    byte[] expected = new PlainWarp(rgb, 60, 200, true).crop(roi, 64);
    try (NativeFrame frame = NativeFrame.stored(60, 200, rgb, orientation)) {
      Pictures.crop(frame, roi, 64, Border.REPLICATE);
      frame.spoilRowsOutside(frame.top(), frame.bottom());
      assertArrayEquals(expected, Pictures.crop(frame, roi, 64, Border.REPLICATE));
    }
  }

  @Test
  void scalesBytesToTheRangeOfTheNetwork() {
    FloatBuffer planes = Pictures.tensor(3 * 64 * 64);
    PixelRoi inside = new PixelRoi(8, 8, 4, 4, 0);
    PixelRoi outside = new PixelRoi(80, 80, 4, 4, 0);
    try (NativeFrame frame = NativeFrame.of(16, 16, new byte[3 * 16 * 16])) {
      frame.fill((byte) 255);
      Resampler resampler = new Resampler(64);
      resampler.crop(frame, inside, Border.ZERO, ValueRange.SIGNED, planes);
      assertEquals(255 * 0.00784313772f - 1f, planes.get(0));
      resampler.crop(frame, outside, Border.ZERO, ValueRange.SIGNED, planes);
      assertEquals(-1f, planes.get(0));
      resampler.crop(frame, inside, Border.ZERO, ValueRange.UNSIGNED, planes);
      assertEquals(255 * 0.00392156886f, planes.get(0));
    }
  }

  @Test
  void channelsArePlanesInTheOrderRedGreenBlue() {
    FloatBuffer planes = Pictures.tensor(3 * 64 * 64);
    byte[] rgb = new byte[3 * 16 * 16];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (50 * (i % 3 + 1));
    }
    try (NativeFrame frame = NativeFrame.of(16, 16, rgb)) {
      new Resampler(64)
          .crop(frame, PixelRoi.whole(16, 16), Border.REPLICATE, ValueRange.UNSIGNED, planes);
    }
    assertEquals(50 / 255f, planes.get(7), 1e-6f);
    assertEquals(100 / 255f, planes.get(64 * 64 + 7), 1e-6f);
    assertEquals(150 / 255f, planes.get(2 * 64 * 64 + 7), 1e-6f);
  }

  @Test
  void aFrameOfAnotherSizeThanItsPictureIsABug() {
    try (NativeFrame frame = NativeFrame.of(16, 16, new byte[3 * 16 * 16])) {
      Resampler resampler = new Resampler(64);
      FloatBuffer planes = Pictures.tensor(3 * 64 * 64);
      assertThrows(
          IllegalStateException.class,
          () ->
              resampler.crop(new Wider(frame), ROTATED, Border.ZERO, ValueRange.UNSIGNED, planes));
    }
  }

  /** A frame that claims to be wider than its pixels are. */
  private record Wider(Frame frame) implements Frame {
    @Override
    public long index() {
      return frame.index();
    }

    @Override
    public long pts() {
      return frame.pts();
    }

    @Override
    public long timeUs() {
      return frame.timeUs();
    }

    @Override
    public int width() {
      return frame.width() + 1;
    }

    @Override
    public int height() {
      return frame.height();
    }

    @Override
    public Orientation orientation() {
      return frame.orientation();
    }

    @Override
    public RgbPixels rgb(int top, int bottom) {
      return frame.rgb(top, bottom);
    }
  }
}
