package org.postura.blazepose.crop;

/** What a crop reads outside the picture. */
public enum Border {
  /** Black: OpenCV's {@code BORDER_CONSTANT} with 0. */
  ZERO,
  /** The nearest pixel: OpenCV's {@code BORDER_REPLICATE}. */
  REPLICATE
}
