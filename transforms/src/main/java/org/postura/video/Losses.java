package org.postura.video;

import java.util.Locale;
import java.util.Optional;

/** Counts what was asked of the decoder and what it gave, and says what is missing. */
final class Losses {
  /** Frames that a decoder may hold back, so that the last in the file need not come out last. */
  private static final int REORDERED = 4;

  private long packets;
  private long frames;
  private long damaged;
  private long errors;
  private long firstTroubleUs = -1;
  private long lastFrameUs;
  private long framesBeforeTrouble = -1;
  private boolean readError;
  private boolean readErrorAtEnd;

  /** A packet that should give a frame goes to the decoder. */
  void packet() {
    packets++;
  }

  /** The decoder refused a packet. */
  void error() {
    errors++;
    trouble();
  }

  /** Reading ended with an error; {@code atEnd} if that was for want of more bytes. */
  void readError(boolean atEnd) {
    readError = true;
    readErrorAtEnd = atEnd;
    trouble();
  }

  /** The decoder gave a frame; {@code intact} unless it had to make parts of it up. */
  void frame(long timeUs, boolean intact) {
    frames++;
    lastFrameUs = timeUs;
    if (!intact) {
      damaged++;
      trouble();
    }
  }

  long frames() {
    return frames;
  }

  long packets() {
    return packets;
  }

  /** Frames that were announced, or sent to the decoder in vain. */
  long lost(Announced announced) {
    if (announced.frames() >= 0) {
      return Math.max(0, announced.frames() - frames);
    }
    return errors > 0 ? Math.max(0, packets - frames) : 0;
  }

  /** Whether the file ends too early, rather than being damaged inside. */
  boolean truncated(Announced announced, long fileBytes) {
    if (announced.lastByte() > 0 && fileBytes >= 0) {
      return announced.lastByte() > fileBytes;
    }
    // Formats without an index, such as MPEG-TS, just stop: all is well but for the last frame.
    boolean onlyTheEnd = framesBeforeTrouble > 0 && framesBeforeTrouble >= frames - REORDERED;
    return readErrorAtEnd || onlyTheEnd;
  }

  /** The verdict on what is missing or damaged, if anything is. */
  Optional<Verdict> verdict(Announced announced, boolean truncated, String detail) {
    long lost = lost(announced);
    if (lost == 0 && damaged == 0 && errors == 0 && !readError) {
      return Optional.empty();
    }
    String missing =
        announced.frames() >= 0
            ? String.format(Locale.ROOT, "%d of %d frames are missing", lost, announced.frames())
            : String.format(Locale.ROOT, "%d frames are missing beside %d", lost, frames);
    String shown = String.format(Locale.ROOT, "%d of those decoded are damaged", damaged);
    double firstSeconds = (firstTroubleUs < 0 ? lastFrameUs : firstTroubleUs) / 1e6;
    return Optional.of(
        truncated
            ? new Verdict(
                VerdictCode.TRUNCATED,
                String.format(
                    Locale.ROOT,
                    "The file ends early: %s and %s, from about %.3f s on; fetch it again.",
                    missing,
                    shown,
                    firstSeconds),
                detail)
            : new Verdict(
                VerdictCode.CORRUPT,
                String.format(
                    Locale.ROOT,
                    "The file is damaged: %s and %s, first at about %.3f s; fetch it again.",
                    missing,
                    shown,
                    firstSeconds),
                detail));
  }

  private void trouble() {
    if (framesBeforeTrouble < 0) {
      framesBeforeTrouble = frames;
      firstTroubleUs = lastFrameUs;
    }
  }
}
