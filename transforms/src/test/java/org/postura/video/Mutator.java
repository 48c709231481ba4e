package org.postura.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Damages files in the ways that disks, networks and ill-meaning people do. The same seed, the same
 * damage.
 */
final class Mutator {
  private static final int[] LIES = {
    0, 1, 2, 7, 8, 0x7F, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, -1
  };
  private static final Set<String> PARENTS =
      Set.of(
          "moov", "trak", "mdia", "minf", "stbl", "dinf", "edts", "moof", "traf", "mvex", "udta",
          "meta");
  private static final int HEADER_BYTES = 4096;

  private final SplittableRandom random;

  Mutator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Where a box of an MP4 file lies. */
  private record Box(int from, int to) {}

  /** A damaged copy; one to three kinds of damage. */
  byte[] mutate(byte[] bytes) {
    byte[] mutant = bytes.clone();
    int rounds = 1 + random.nextInt(3);
    for (int i = 0; i < rounds && mutant.length > 16; i++) {
      mutant =
          switch (random.nextInt(9)) {
            case 0 -> flipBits(mutant);
            case 1 -> Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length - 1));
            case 2 -> remove(mutant);
            case 3 -> repeat(mutant);
            case 4 -> overwrite(mutant);
            case 5 -> lie(mutant, Math.min(HEADER_BYTES, mutant.length));
            case 6 -> lie(mutant, mutant.length);
            case 7 -> swapBoxes(mutant);
            default -> lieOfBoxSize(mutant);
          };
    }
    return mutant;
  }

  private byte[] flipBits(byte[] bytes) {
    int count = 1 << random.nextInt(8);
    for (int i = 0; i < count; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] remove(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int count = 1 + random.nextInt(bytes.length - from);
    return join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, from + count, bytes.length));
  }

  private byte[] repeat(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = from + 1 + random.nextInt(Math.min(2048, bytes.length - from));
    return join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /** Noise, zeros or ones. */
  private byte[] overwrite(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + (1 << random.nextInt(12)));
    int kind = random.nextInt(3);
    for (int i = from; i < to; i++) {
      bytes[i] = (byte) (kind == 0 ? random.nextInt() : kind == 1 ? 0 : -1);
    }
    return bytes;
  }

  /** A number of 1, 2, 4 or 8 bytes that says too little or too much. */
  private byte[] lie(byte[] bytes, int within) {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int width = 1 << random.nextInt(4);
      if (within > width) {
        int at = random.nextInt(within - width);
        long value = LIES[random.nextInt(LIES.length)];
        for (int k = 0; k < width; k++) {
          bytes[at + k] = (byte) (value >> 8 * (width - 1 - k));
        }
      }
    }
    return bytes;
  }

  private byte[] swapBoxes(byte[] bytes) {
    List<Box> boxes = boxes(bytes);
    if (boxes.size() < 2) {
      return flipBits(bytes);
    }
    Box one = boxes.get(random.nextInt(boxes.size()));
    List<Box> others =
        boxes.stream().filter(box -> box.from() >= one.to() || box.to() <= one.from()).toList();
    if (others.isEmpty()) {
      return flipBits(bytes);
    }
    Box other = others.get(random.nextInt(others.size()));
    Box first = one.from() < other.from() ? one : other;
    Box second = first == one ? other : one;
    return join(
        Arrays.copyOf(bytes, first.from()),
        Arrays.copyOfRange(bytes, second.from(), second.to()),
        Arrays.copyOfRange(bytes, first.to(), second.from()),
        Arrays.copyOfRange(bytes, first.from(), first.to()),
        Arrays.copyOfRange(bytes, second.to(), bytes.length));
  }

  private byte[] lieOfBoxSize(byte[] bytes) {
    List<Box> boxes = boxes(bytes);
    if (boxes.isEmpty()) {
      return lie(bytes, Math.min(HEADER_BYTES, bytes.length));
    }
    Box box = boxes.get(random.nextInt(boxes.size()));
    int length = box.to() - box.from();
    int said =
        random.nextBoolean() ? LIES[random.nextInt(LIES.length)] : random.nextInt(2 * length + 1);
    ByteBuffer.wrap(bytes).putInt(box.from(), said);
    return bytes;
  }

  private static List<Box> boxes(byte[] bytes) {
    List<Box> found = new ArrayList<>();
    if (bytes.length > 12 && "ftyp".equals(name(bytes, 0))) {
      collect(bytes, 0, bytes.length, 0, found);
    }
    return found;
  }

  private static void collect(byte[] bytes, int from, int to, int level, List<Box> found) {
    int at = from;
    while (at + 8 <= to && level < 12) {
      int size = ByteBuffer.wrap(bytes).getInt(at);
      if (size < 8 || size > to - at) {
        return;
      }
      found.add(new Box(at, at + size));
      if (PARENTS.contains(name(bytes, at))) {
        collect(bytes, at + 8, at + size, level + 1, found);
      }
      at += size;
    }
  }

  private static String name(byte[] bytes, int box) {
    return new String(bytes, box + 4, 4, StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }
}
