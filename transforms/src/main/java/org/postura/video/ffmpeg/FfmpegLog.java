package org.postura.video.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.postura.video.integrity.Complaints;

/**
 * What FFmpeg said about one video: the first few error lines, for the detail of a verdict.
 *
 * <p>FFmpeg has one log for the whole process. It is taken over here when the first video is
 * opened, so that nothing is ever printed; a line goes to the video that the thread is working on,
 * which is the right one because decoding runs on the caller's thread alone.
 */
final class FfmpegLog {
  /** A warning of FFmpeg's MP4 demuxer; all else kept here are errors. */
  private static final String EXTERNAL_TRACK = "Skipped opening external track";

  private static final String OVERSIZED = "exceeds specified max pixel count";
  private static final String MANY_STREAMS = "exceeds max_streams";

  private static final Pattern IMPOSSIBLE =
      Pattern.compile("Picture size [1-9]\\d{2,}x[1-9]\\d{2,} is invalid");

  private static final int MAX_LINES = 4;
  private static final int MAX_LINE_LENGTH = 160;
  private static final ThreadLocal<FfmpegLog> CURRENT = new ThreadLocal<>();

  /** Held for the life of the process: a collected callback would abort the JVM. */
  private static final LogCallback CALLBACK =
      new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
          FfmpegLog log = CURRENT.get();
          if (log != null && (level <= avutil.AV_LOG_WARNING || log.closely)) {
            log.add(level, message);
          }
        }
      };

  /** Videos in work that are listened to closely. */
  private static int close;

  static {
    avutil.av_log_set_level(avutil.AV_LOG_WARNING);
    avutil.setLogCallback(CALLBACK);
  }

  private final List<String> lines = new ArrayList<>();
  private final Complaints complaints = new Complaints();
  private volatile boolean closely;
  private boolean refersElsewhere;
  private boolean manyStreams;
  private long oversized;
  private boolean impossible;

  /** Takes FFmpeg's log over, if that has not been done: what no video asks for is dropped. */
  static void takeOver() {
    // The static initialiser has done it.
  }

  /** From now on this thread's lines are kept here. */
  void attach() {
    CURRENT.set(this);
    listen(closely ? 1 : 0);
  }

  /**
   * From now on notes for those who debug are heard too while this is attached. FFmpeg has one
   * level for all, so others in work write them for nobody meanwhile.
   */
  void listenClosely() {
    closely = true;
    listen(1);
  }

  /** From now on this thread's lines are dropped. */
  void detach() {
    CURRENT.remove();
    listen(closely ? -1 : 0);
  }

  private static synchronized void listen(int more) {
    close += more;
    avutil.av_log_set_level(close > 0 ? avutil.AV_LOG_DEBUG : avutil.AV_LOG_WARNING);
  }

  /** How often a picture was refused because of its size. */
  long oversized() {
    return oversized;
  }

  /**
   * Whether a size was refused that no picture can have in FFmpeg's memory: some 2^28 pixels. Of a
   * photo it is what its header says; in a damaged video it may be nonsense.
   */
  boolean impossible() {
    return impossible;
  }

  /** Whether the file wants a track to be read from another file, which is never done. */
  boolean refersElsewhere() {
    return refersElsewhere;
  }

  /** Whether a demuxer met more streams than it may. */
  boolean manyStreams() {
    return manyStreams;
  }

  /** What it tells of damage to the video. */
  Complaints complaints() {
    return complaints;
  }

  /** The lines kept, joined; empty if FFmpeg did not complain. */
  String text() {
    return String.join("; ", lines);
  }

  /** Nothing may be thrown in here: an exception in a native callback ends the JVM. */
  private void add(int level, BytePointer message) {
    try {
      String text = message.getString();
      // Whatever else the file makes FFmpeg complain of before.
      refersElsewhere |= text.contains(EXTERNAL_TRACK);
      manyStreams |= text.contains(MANY_STREAMS);
      impossible |= IMPOSSIBLE.matcher(text).find();
      oversized += text.contains(OVERSIZED) ? 1 : 0;
      complaints.line(level, text);
      if (level > avutil.AV_LOG_ERROR || lines.size() >= MAX_LINES) {
        return;
      }
      String line = withoutAddress(text).strip();
      // That sound and subtitles are not decoded is no complaint.
      if (!line.isEmpty() && !line.contains("not on whitelist") && !lines.contains(line)) {
        lines.add(line.substring(0, Math.min(line.length(), MAX_LINE_LENGTH)));
      }
    } catch (RuntimeException e) {
      lines.add("a line of FFmpeg's log that is no text");
    }
  }

  /** "[h264 @ 0x7f…] text" differs from run to run; verdicts must not. */
  private static String withoutAddress(String line) {
    return line.replaceAll(" @ 0x[0-9a-fA-F]+", "");
  }
}
