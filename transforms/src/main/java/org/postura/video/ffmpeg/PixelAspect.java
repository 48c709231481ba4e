package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVRational;

/** Turns pictures of oblong pixels into pictures of square ones, by changing their width alone. */
final class PixelAspect {
  /** Beyond this the header is taken to be damaged. */
  private static final double MAX_RATIO = 8;

  /**
   * Encoders round aspects to small fractions (404:405 is common); a picture is not resampled for
   * that.
   */
  private static final double NEGLIGIBLE = 0.005;

  private PixelAspect() {}

  /**
   * The width that makes the pixels square.
   *
   * @param storedWidth width in pixels as stored
   * @param aspect width ÷ height of a stored pixel; 0:1 means unknown and so square
   */
  static int squareWidth(int storedWidth, AVRational aspect) {
    return squareWidth(storedWidth, aspect.num(), aspect.den());
  }

  static int squareWidth(int storedWidth, int num, int den) {
    if (num <= 0 || den <= 0 || num == den) {
      return storedWidth;
    }
    double ratio = (double) num / den;
    if (ratio > MAX_RATIO || ratio < 1 / MAX_RATIO || Math.abs(ratio - 1) < NEGLIGIBLE) {
      return storedWidth;
    }
    return (int) Math.max(1, Math.round(storedWidth * ratio));
  }
}
