package org.postura.video.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The end of what a process says on stderr. It is read now and then, by whoever looks after the
 * process, so that a process that says much is never held up by a full pipe, and without ever
 * waiting for more. Thread-safe.
 */
final class LastWords {
  private static final int KEPT = 1 << 14;

  private final InputStream stream;
  private final byte[] piece = new byte[1 << 16];
  private final byte[] kept = new byte[KEPT];
  private long total;
  private boolean over;

  LastWords(InputStream stream) {
    this.stream = stream;
  }

  /** Reads what is there, at most so much that one who goes on and on does not keep the reader. */
  synchronized void drain() {
    int pieces = 0;
    try {
      while (!over && stream.available() > 0 && pieces++ < 64) {
        int count = stream.read(piece, 0, Math.min(piece.length, stream.available()));
        over = count < 0;
        for (int i = Math.max(0, count - KEPT); i < count; i++) {
          kept[(int) ((total + i) % KEPT)] = piece[i];
        }
        total += Math.max(0, count);
      }
    } catch (IOException e) {
      // It has ended, and its pipe is closed.
      over = true;
    }
  }

  /** The last 16 kB. */
  synchronized String text() {
    drain();
    int length = (int) Math.min(total, KEPT);
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = kept[(int) ((total - length + i) % KEPT)];
    }
    return new String(text, StandardCharsets.UTF_8);
  }
}
