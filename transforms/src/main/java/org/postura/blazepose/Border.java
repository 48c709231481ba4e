package org.postura.blazepose;

/** What a crop reads outside the picture. */
enum Border {
  /** Black: OpenCV's {@code BORDER_CONSTANT} with 0. */
  ZERO,
  /** The nearest pixel: OpenCV's {@code BORDER_REPLICATE}. */
  REPLICATE
}
