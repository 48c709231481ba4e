package org.postura.video;

import org.bytedeco.javacpp.BytePointer;

/**
 * A stored (not yet upright) picture as interleaved 8-bit RGB in native memory.
 *
 * @param data first byte of row 0; owned by the frame, at least 16 readable bytes follow the last
 *     pixel
 * @param stride bytes from one row to the next, at least 3 × width
 * @param width stored width in pixels, which are square
 * @param height stored height in pixels
 */
public record RgbPixels(BytePointer data, int stride, int width, int height) {}
