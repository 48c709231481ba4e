package org.postura.video.ffmpeg;

import java.util.Optional;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;
import org.postura.video.integrity.Announced;
import org.postura.video.integrity.IsoBoxes;
import org.postura.video.integrity.Losses;
import org.postura.video.integrity.Remainder;

/** Why a video gave nothing, and what there is to say of one that gave something. */
final class Diagnosis {
  private final Container container;
  private final ChannelInput input;
  private final Decoder decoder;
  private final VideoLimits limits;
  private final Losses losses;
  private final FfmpegLog log;
  private Optional<Verdict> unread = Optional.empty();
  private boolean encrypted;

  Diagnosis(
      Container container,
      ChannelInput input,
      Decoder decoder,
      VideoLimits limits,
      Losses losses,
      FfmpegLog log) {
    this.container = container;
    this.input = input;
    this.decoder = decoder;
    this.limits = limits;
    this.losses = losses;
    this.log = log;
  }

  /** All has been read: the input may be moved now. */
  void lookBehind() throws VideoException {
    if (input.size() > 0) {
      encrypted = container.iso() && IsoBoxes.encryptedVideo(input.context(), input.size());
      unread =
          Remainder.verdict(
              input.context(),
              input.size(),
              container.format(),
              container.declaredBytes(),
              decoder.lastByte());
      input.rethrow();
    }
  }

  /**
   * The verdict on a video that has been read to its end.
   *
   * @param lost what is missing or damaged of what was read
   */
  Optional<Verdict> atEnd(Optional<Verdict> lost) {
    boolean garbled = encrypted && lost.isPresent() && lost.get().code() == VerdictCode.CORRUPT;
    return garbled ? Optional.of(Verdicts.encrypted().verdict()) : lost.or(() -> unread);
  }

  /** Why the file, which has a video stream, gave not one frame. */
  VideoException nothing(Announced announced) {
    if (log.impossible()) {
      return Verdicts.impossiblyLarge(log.text());
    }
    if (log.oversized() > 0) {
      return Verdicts.tooManyPixels(limits.maxPixels(), log.text());
    }
    if (container.iso() && IsoBoxes.refersElsewhere(input.context(), input.size())) {
      return Verdicts.refused("a video whose pictures lie in another file");
    }
    if (decoder.outOfMemory()) {
      return Verdicts.outOfMemory(log.text());
    }
    if (container.iso() && IsoBoxes.encryptedVideo(input.context(), input.size())) {
      return Verdicts.encrypted();
    }
    boolean truncated = losses.truncated(announced, input.size());
    if (losses.packets() == 0 && !truncated) {
      return Verdicts.noFrames(log.text());
    }
    return container.photo()
        ? Verdicts.photoNotDecoded(truncated, log.text())
        : Verdicts.nothingDecodes(truncated, log.text());
  }
}
