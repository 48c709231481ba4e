package org.postura.video;

/**
 * How the stored picture has to be turned to stand upright: one of the eight symmetries of the
 * square.
 *
 * <p>Pixels are not moved for it: a reader maps upright coordinates to stored ones instead. With
 * stored size w×h and an upright pixel (x, y), the stored pixel is the one that {@link #storedX}
 * and {@link #storedY} name.
 */
public enum Orientation {
  UPRIGHT(false, false, false),
  /** Stored turned so that a 90° clockwise turn sets it upright. */
  ROTATE_90(true, false, true),
  ROTATE_180(false, true, true),
  /** Stored turned so that a 90° anticlockwise turn sets it upright. */
  ROTATE_270(true, true, false),
  MIRROR_HORIZONTAL(false, true, false),
  MIRROR_VERTICAL(false, false, true),
  /** Mirrored at the main diagonal. */
  TRANSPOSE(true, false, false),
  /** Mirrored at the other diagonal. */
  TRANSVERSE(true, true, true);

  private final boolean swapped;
  private final boolean flippedX;
  private final boolean flippedY;

  Orientation(boolean swapped, boolean flippedX, boolean flippedY) {
    this.swapped = swapped;
    this.flippedX = flippedX;
    this.flippedY = flippedY;
  }

  /** The one with these three properties; each combination is exactly one of the eight. */
  public static Orientation of(boolean swapped, boolean flippedX, boolean flippedY) {
    for (Orientation orientation : values()) {
      if (orientation.swapped == swapped
          && orientation.flippedX == flippedX
          && orientation.flippedY == flippedY) {
        return orientation;
      }
    }
    throw new AssertionError("eight combinations, eight constants");
  }

  /** Whether the upright x axis runs along the stored y axis (width and height change places). */
  public boolean swapped() {
    return swapped;
  }

  /**
   * Whether the stored x coordinate runs backwards: stored x = w − 1 − (upright x, or y if
   * swapped).
   */
  public boolean flippedX() {
    return flippedX;
  }

  /**
   * Whether the stored y coordinate runs backwards: stored y = h − 1 − (upright y, or x if
   * swapped).
   */
  public boolean flippedY() {
    return flippedY;
  }

  /** The stored column of the upright pixel (x, y); {@code storedWidth} in pixels. */
  public int storedX(int x, int y, int storedWidth) {
    int along = swapped ? y : x;
    return flippedX ? storedWidth - 1 - along : along;
  }

  /** The stored row of the upright pixel (x, y); {@code storedHeight} in pixels. */
  public int storedY(int x, int y, int storedHeight) {
    int along = swapped ? x : y;
    return flippedY ? storedHeight - 1 - along : along;
  }
}
