package org.postura.video.integrity;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.VideoInfo;

/** Counts what was asked of the decoder and what it gave, and says what is missing. */
public final class Losses {
  /** Frames that a decoder may hold back, so that the last in the file need not come out last. */
  private static final int REORDERED = 4;

  /**
   * Pictures of the mean size that may fit in what a file holds behind the last, such as an index.
   */
  private static final int MAX_BEHIND = 4;

  /** A video that is to last for more frames yet has a damaged duration. */
  private static final int MAX_TAIL = 10_000;

  private static final long NO_PTS = avutil.AV_NOPTS_VALUE;

  private long packets;
  private long lastDts = NO_PTS;
  private long leading;
  private long firstKeyPts = NO_PTS;
  private boolean keySeen;
  private long frames;
  private long damaged;
  private long errors;
  private long firstTroubleUs = -1;
  private long lastFrameUs;
  private long framesBeforeTrouble = -1;
  private boolean readError;
  private boolean readErrorAtEnd;
  private long following;
  private boolean everyPacketAPicture;
  private long complaints;
  private boolean corruptPacket;
  private boolean brokenStructure;
  private boolean cutStructure;
  private boolean zeroed;
  private long uncounted;
  private long unpictured;
  private long unkeyed;
  private boolean gapsTell;
  private long announcedEndUs;
  private double announcedFrameUs;
  private boolean packetsAreFrames;
  private long bytesRead;
  private long bytesBehind;
  private final Cadence cadence = new Cadence(Cadence.MILLISECOND_US);

  /** A packet goes to the decoder with which decoding can begin, whether it is shown or not. */
  public void keyframe(long pts) {
    if (!keySeen) {
      keySeen = true;
      firstKeyPts = pts;
    }
  }

  /** The codec is one of which every packet gives a picture: no fields, no repetitions. */
  public void everyPacketAPicture() {
    everyPacketAPicture = true;
  }

  /**
   * A packet that should give a frame goes to the decoder.
   *
   * @param pts when it is shown, or FFmpeg's value for that it doesn't say
   * @param dts its place in the order of decoding, likewise
   */
  public void packet(long pts, long dts) {
    packets++;
    lastDts = dts;
    boolean beforeKey = firstKeyPts != NO_PTS && pts != NO_PTS && pts < firstKeyPts;
    unkeyed += keySeen ? 0 : 1;
    if (!keySeen || beforeKey) {
      leading++;
    }
  }

  /** The decoder refused a packet. */
  public void error() {
    errors++;
    trouble();
  }

  /** Reading ended with an error; {@code atEnd} if that was for want of more bytes. */
  public void readError(boolean atEnd) {
    readError = true;
    readErrorAtEnd = atEnd;
    trouble();
  }

  /** The demuxer passed a packet on that it knows to be incomplete. */
  public void corruptPacket() {
    corruptPacket = true;
    trouble();
  }

  /** A packet holds more zeros in a row than its codec makes; pictures may have been there. */
  public void zeroed() {
    zeroed = true;
  }

  /** So many pictures are missing by the numbers that others carry, so many packets hold none. */
  public void numbers(long missing, long empty) {
    uncounted = missing;
    unpictured = empty;
  }

  /** Where in the file the last packet begins, and how much lies behind. */
  public void ended(long position, long behind) {
    bytesRead = position;
    bytesBehind = behind;
  }

  /** The codec knows nothing hidden: where fewer pictures than packets come, a gap is a loss. */
  public void packetsAreFrames() {
    packetsAreFrames = true;
  }

  /**
   * What the container says of length and rate, from the first frame at {@code startUs} on. Sound
   * may last longer, so this bounds what is missing where something else shows damage.
   */
  public void lasts(VideoInfo info, long startUs) {
    if (info.durationUs() > 0 && info.frameRateNum() > 0) {
      announcedEndUs = startUs + info.durationUs();
      announcedFrameUs = 1e6 * info.frameRateDen() / info.frameRateNum();
    }
  }

  /** A gap in the times of a steady rate is a loss in this format. */
  public void gapsTell() {
    gapsTell = true;
  }

  /** The container's own structure shows damage, or that it is {@code cut} at its end. */
  public void brokenStructure(boolean cut) {
    brokenStructure = true;
    cutStructure = cut;
    trouble();
  }

  /** FFmpeg has complained so often of the video by now. */
  public void complaints(long total) {
    if (total > complaints) {
      complaints = total;
      trouble();
    }
  }

  /** So many pictures are in streams that go on where the decoded one ends. */
  public void following(long pictures) {
    following = pictures;
  }

  /** The decoder gave a frame; {@code intact} unless it had to make parts of it up. */
  public void frame(long timeUs, boolean intact) {
    frames++;
    lastFrameUs = timeUs;
    cadence.frame(timeUs);
    if (!intact) {
      damaged++;
      trouble();
    }
  }

  public long frames() {
    return frames;
  }

  public long packets() {
    return packets;
  }

  /** Frames that were announced, or sent to the decoder in vain. */
  public long lost(Announced announced, long fileBytes) {
    if (announced.frames() >= 0) {
      long expected = announced.frames() - (announced.emptyCounted() ? empty() : 0);
      long missing = Math.max(0, expected - frames);
      boolean allSent = packets >= expected;
      // Not every sample is a picture: it may be one field of two, or say that nothing has changed.
      return allSent && untroubled() && !truncated(announced, fileBytes)
          ? Math.min(missing, leading)
          : Math.max(missing, brokenStructure ? bound() : 0);
    }
    return following + (untroubled() ? 0 : bound());
  }

  /** The most that any sign shows; where none counts, as many as fit behind the last. */
  private long bound() {
    long refused = Math.max(0, packets - frames);
    boolean fields = !everyPacketAPicture && 2 * refused > frames;
    long shown = Math.max(Math.max(uncounted, unpictured), cadence.missing() + tail());
    long lost = Math.max(shown, fields ? Math.min(refused, Math.max(errors, unkeyed)) : refused);
    if (lost > 0 || frames < 2 || bytesRead <= 0) {
      return lost;
    }
    long before = frames - 1;
    return Math.max(0, Math.round((double) bytesBehind * before / bytesRead) - 1);
  }

  /** Frames between the last and the announced end, if that is not far away. */
  private long tail() {
    double step = cadence.steadyUs() > 0 ? cadence.steadyUs() : announcedFrameUs;
    double steps = step > 0 ? (announcedEndUs - lastFrameUs) / step : 0;
    return steps > 1.5 && steps < MAX_TAIL ? Math.round(steps) - 1 : 0;
  }

  /** Whether the file ends too early, rather than being damaged inside. */
  public boolean truncated(Announced announced, long fileBytes) {
    if (announced.lastByte() > 0 && fileBytes >= 0) {
      return announced.lastByte() > fileBytes;
    }
    if (brokenStructure) {
      return cutStructure;
    }
    // Formats without an index, such as MPEG-TS, just stop: all is well but for the last frame.
    boolean onlyTheEnd = framesBeforeTrouble > 0 && framesBeforeTrouble >= frames - REORDERED;
    return readErrorAtEnd || onlyTheEnd;
  }

  /** The verdict on what is missing or damaged, if anything is. */
  public Optional<Verdict> verdict(
      Announced announced, long fileBytes, boolean photo, String detail) {
    boolean truncated = truncated(announced, fileBytes);
    long lost = lost(announced, fileBytes);
    if (lost == 0 && untroubled() && !truncated) {
      return Optional.empty();
    }
    VerdictCode code = truncated ? VerdictCode.TRUNCATED : VerdictCode.CORRUPT;
    if (photo) {
      String fault = truncated ? "The file ends early" : "The file is damaged";
      return Optional.of(
          new Verdict(code, fault + ": a part of the picture is missing; fetch it again.", detail));
    }
    if (following > 0 && untroubled() && !truncated) {
      return Optional.of(goesOn(detail));
    }
    double seconds = (firstTroubleUs < 0 ? lastFrameUs : firstTroubleUs) / 1e6;
    String message =
        String.format(
            Locale.ROOT,
            truncated
                ? "The file ends early: %s, %d damaged, from about %.3f s on; fetch it again."
                : "The file is damaged: %s, %d damaged, first at about %.3f s; fetch it again.",
            missing(announced, lost, truncated),
            damaged,
            seconds);
    return Optional.of(new Verdict(code, message, detail));
  }

  private Verdict goesOn(String detail) {
    return new Verdict(
        VerdictCode.CORRUPT,
        String.format(
            Locale.ROOT,
            "The video goes on in another stream after %.3f s, %d frames missing; give the parts as"
                + " files of their own, or join them by a program that makes one stream of them.",
            lastFrameUs / 1e6,
            following),
        detail);
  }

  /** AVI's time is the number of a chunk: what got no packet had no bytes. */
  private long empty() {
    return lastDts == NO_PTS ? 0 : Math.max(0, lastDts + 1 - packets);
  }

  private boolean untroubled() {
    boolean notGiven = (everyPacketAPicture || unkeyed > 0) && packets > frames;
    boolean swallowed = packetsAreFrames && packets > frames;
    boolean wiped = (zeroed || gapsTell || swallowed) && cadence.missing() > 0;
    boolean brokenOff = gapsTell && bound() > MAX_BEHIND;
    return !notGiven
        && !brokenOff
        && !wiped
        && unpictured == 0
        && uncounted == 0
        && damaged == 0
        && errors == 0
        && complaints == 0
        && !readError
        && !corruptPacket
        && !brokenStructure;
  }

  private String missing(Announced announced, long lost, boolean truncated) {
    if (announced.frames() >= 0) {
      return String.format(Locale.ROOT, "%d of %d frames missing", lost, announced.frames());
    }
    return truncated
        ? String.format(Locale.ROOT, "an unknown number of frames missing after %d", frames)
        : String.format(Locale.ROOT, "%d frames missing beside %d", lost, frames);
  }

  private void trouble() {
    if (framesBeforeTrouble < 0) {
      framesBeforeTrouble = frames;
      firstTroubleUs = lastFrameUs;
    }
  }
}
