package org.postura.blazepose.crop;

import org.bytedeco.javacpp.indexer.ByteRawIndexer;

/**
 * Mixes four pixels a position by their weights.
 *
 * <p>Reading is a loop of its own, because it can't be vectorised; the arithmetic on ints can. The
 * result is {@code (Σ weight·value + 512) >> 10} with weights that sum to 1024 (less at a black
 * border), which is OpenCV's fixed-point result.
 */
final class CropBlend {
  private static final int CHANNELS = 3;
  private static final int BYTE = 0xff;
  private static final int HALF = 1 << 9;
  private static final int WEIGHT_BITS = 10;

  private final int[] upperLeft;
  private final int[] upperRight;
  private final int[] lowerLeft;
  private final int[] lowerRight;
  private final int[] weight00;
  private final int[] weight01;
  private final int[] weight10;
  private final int[] weight11;
  private final int[] secondRow;

  CropBlend(int capacity) {
    upperLeft = new int[capacity];
    upperRight = new int[capacity];
    lowerLeft = new int[capacity];
    lowerRight = new int[capacity];
    weight00 = new int[capacity];
    weight01 = new int[capacity];
    weight10 = new int[capacity];
    weight11 = new int[capacity];
    secondRow = new int[capacity];
  }

  /**
   * Reads the pixels at {@code count} positions: a pair in each of two rows, as 8 bytes of which
   * the last two are not used.
   *
   * @param bytes interleaved RGB
   * @param stride bytes from row to row
   * @param nextRow bytes to the second row; 0 if the picture has only one
   */
  void read(
      ByteRawIndexer bytes, CropAxis columns, CropAxis rows, int stride, int nextRow, int count) {
    int[] column = columns.pixel();
    int[] row = rows.pixel();
    for (int i = 0; i < count; i++) {
      long at = (long) row[i] * stride + CHANNELS * column[i];
      // Little-endian: R0 G0 B0 R1 G1 B1.
      long upper = bytes.getLong(at);
      long lower = bytes.getLong(at + nextRow);
      upperLeft[i] = (int) upper;
      upperRight[i] = (int) (upper >>> 24);
      lowerLeft[i] = (int) lower;
      lowerRight[i] = (int) (lower >>> 24);
    }
    multiply(columns.weight0(), rows.weight0(), weight00, count);
    multiply(columns.weight1(), rows.weight0(), weight01, count);
    multiply(columns.weight0(), rows.weight1(), weight10, count);
    multiply(columns.weight1(), rows.weight1(), weight11, count);
  }

  private static void multiply(int[] a, int[] b, int[] product, int count) {
    for (int i = 0; i < count; i++) {
      product[i] = a[i] * b[i];
    }
  }

  /**
   * The next channel of what was read, 0…255; to be called three times: red, green, blue.
   *
   * <p>Java 17 vectorises neither a shift by a variable nor a loop over nine arrays, so every call
   * takes the lowest bytes, drops them, and adds up the two rows one after the other.
   */
  void mixNext(int[] target, int count) {
    mixRow(upperLeft, upperRight, weight00, weight01, target, count);
    mixRow(lowerLeft, lowerRight, weight10, weight11, secondRow, count);
    for (int i = 0; i < count; i++) {
      target[i] = target[i] + secondRow[i] + HALF >> WEIGHT_BITS;
    }
    dropByte(upperLeft, count);
    dropByte(upperRight, count);
    dropByte(lowerLeft, count);
    dropByte(lowerRight, count);
  }

  private static void mixRow(
      int[] left, int[] right, int[] leftWeight, int[] rightWeight, int[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = (left[i] & BYTE) * leftWeight[i] + (right[i] & BYTE) * rightWeight[i];
    }
  }

  private static void dropByte(int[] pixels, int count) {
    for (int i = 0; i < count; i++) {
      pixels[i] >>= Byte.SIZE;
    }
  }
}
