package org.postura.video.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postura.video.VideoException;

/** What is to be said of a decoding process that has ended by itself in the middle of a video. */
final class DecoderDeath {
  /** How a child ends whose Java heap is full. */
  static final int EXIT_OUT_OF_MEMORY = 77;

  private static final int SIGNALS = 128;
  private static final Pattern SIGNAL = Pattern.compile("\\bSIG[A-Z]+\\b");
  private static final String CRASH = "A fatal error has been detected";
  private static final int MAX_SAID = 1 << 14;
  private static final int MAX_DETAIL = 300;

  private DecoderDeath() {}

  /**
   * @param exit the child's exit code
   * @param messages what of its messages has not been read: a JVM that crashes says so there
   * @param errors what it said on stderr
   * @param cause what went wrong with its pipes; said if the child said nothing
   * @param maxMemory bytes that it was allowed
   */
  static VideoException verdict(
      int exit, InputStream messages, String errors, String cause, long maxMemory) {
    if (exit == EXIT_OUT_OF_MEMORY) {
      return ProcessVerdicts.tooMuchMemory(maxMemory, maxMemory);
    }
    String said = said(messages, errors);
    Matcher signal = SIGNAL.matcher(said);
    String how =
        signal.find()
            ? "was ended by signal " + signal.group()
            : exit > SIGNALS
                ? "was ended by signal " + (exit - SIGNALS)
                : "ended with exit code " + exit;
    return ProcessVerdicts.died(how, said.isEmpty() ? String.valueOf(cause) : said);
  }

  /** What the child said last; of a crash the signal and where, without what differs every time. */
  private static String said(InputStream messages, String errors) {
    String stray = rest(messages);
    int crash = stray.indexOf(CRASH);
    String text =
        (crash < 0 ? errors : stray.substring(crash))
            .replaceAll("0x[0-9a-f]+", "…")
            .replaceAll("pid=\\d+, tid=\\d+", "")
            .replaceAll("[#\\s]+", " ")
            .strip();
    return text.substring(0, Math.min(text.length(), MAX_DETAIL));
  }

  /** What is there, and no more: one whose pipe somebody else has open too would be waited for. */
  private static String rest(InputStream stream) {
    try {
      int there = Math.min(MAX_SAID, stream.available());
      return new String(stream.readNBytes(there), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
