package org.postura.video.ffmpeg;

import java.util.Locale;
import org.postura.video.VerdictCode;
import org.postura.video.VideoException;

/** The sentences of the verdicts that a video can end with. */
public final class Verdicts {
  private Verdicts() {}

  public static VideoException readingFailed(Throwable cause) {
    return new VideoException(
        VerdictCode.IO_ERROR,
        "Reading the file failed; try again, and check the storage if it goes on.",
        String.valueOf(cause.getMessage()),
        cause);
  }

  static VideoException empty() {
    return new VideoException(
        VerdictCode.EMPTY, "The file has no content; fetch or export it again.");
  }

  static VideoException noFrames(String detail) {
    return of(
        VerdictCode.EMPTY,
        "The file announces a video but holds not one frame of it; export it again.",
        detail);
  }

  static VideoException notAVideo(String detail) {
    return of(
        VerdictCode.NOT_A_VIDEO,
        "The content is of no video or photo format known here, whatever the name says; check"
            + " that it is the right file.",
        detail);
  }

  static VideoException noVideoStream(String format) {
    return of(
        VerdictCode.NO_VIDEO_STREAM,
        "The file holds no moving picture, only sound, data or a cover; leave it out.",
        format);
  }

  static VideoException refused(String what) {
    return of(
        VerdictCode.REFUSED,
        "The file is "
            + what
            + ", which refers to other files and is never followed; give the videos themselves.",
        "");
  }

  static VideoException unsupportedCodec(String codec) {
    return of(
        VerdictCode.UNSUPPORTED_CODEC,
        "The video is coded as "
            + codec
            + ", which can't be decoded here; convert it to H.264 in MP4.",
        "");
  }

  /**
   * @param what with its article: "a BigTIFF"
   */
  static VideoException unsupportedPhoto(String what) {
    return of(
        VerdictCode.UNSUPPORTED_CODEC,
        "The file is " + what + ", which can't be decoded here; convert it to JPEG or PNG.",
        "");
  }

  static VideoException unsupportedFormat(String format) {
    return of(
        VerdictCode.UNSUPPORTED_CODEC,
        "The file is a video of the format "
            + format
            + ", which isn't read here; convert it to H.264 in MP4.",
        "");
  }

  static VideoException encrypted() {
    return of(
        VerdictCode.ENCRYPTED, "The video is encrypted; give a copy without copy protection.", "");
  }

  static VideoException noIndex(String detail) {
    return of(
        VerdictCode.TRUNCATED,
        "The file ends before its index (an MP4 without moov box), so no frame can be found; fetch"
            + " it again or export it anew.",
        detail);
  }

  static VideoException headerEnds(String detail) {
    return of(
        VerdictCode.TRUNCATED,
        "The file ends within its header; fetch or export it again.",
        detail);
  }

  static VideoException headerCorrupt(String detail) {
    return of(
        VerdictCode.CORRUPT,
        "The file's header is damaged and can't be read; fetch or export it again.",
        detail);
  }

  static VideoException photoNotDecoded(boolean truncated, String detail) {
    return truncated
        ? of(
            VerdictCode.TRUNCATED,
            "The file ends before there is anything to see of the picture; fetch it again.",
            detail)
        : of(
            VerdictCode.CORRUPT,
            "Nothing of the picture can be decoded; fetch or export it again.",
            detail);
  }

  static VideoException nothingDecodes(boolean truncated, String detail) {
    return truncated
        ? of(
            VerdictCode.TRUNCATED,
            "The file ends before its first complete frame; fetch or export it again.",
            detail)
        : of(
            VerdictCode.CORRUPT,
            "Not one frame of the video can be decoded; fetch or export it again.",
            detail);
  }

  static VideoException tooManyBytes(long bytes, long limit) {
    return limit(
        String.format(Locale.ROOT, "The file has %d bytes, more than the %d", bytes, limit),
        "maxBytes");
  }

  static VideoException tooManyPixels(long limit, String detail) {
    return of(
        VerdictCode.LIMIT_EXCEEDED,
        "The picture has more than the " + limit + " pixels allowed; raise maxPixels to take it.",
        detail);
  }

  /** Past what FFmpeg's own arithmetic of picture sizes allows, some 2^28 pixels. */
  static VideoException impossiblyLarge(String detail) {
    return of(
        VerdictCode.LIMIT_EXCEEDED,
        "The picture has more pixels than can be decoded at all; give a smaller version of it.",
        detail);
  }

  static VideoException tooLong(long us, long limitUs) {
    return limit(
        String.format(
            Locale.ROOT, "The video lasts %.1f s, longer than the %.1f s", us / 1e6, limitUs / 1e6),
        "maxDuration");
  }

  static VideoException tooManyFrames(long frames, long limit) {
    return limit(
        String.format(Locale.ROOT, "The video has %d frames or more, over the %d", frames, limit),
        "maxFrames");
  }

  static VideoException tooManyStreams(long limit, String detail) {
    return of(
        VerdictCode.LIMIT_EXCEEDED,
        "The file has more than the " + limit + " streams allowed; raise maxStreams to take it.",
        detail);
  }

  static VideoException probedInVain(long bytes) {
    return limit(
        String.format(
            Locale.ROOT, "No picture was found within the first bytes, which may be %d", bytes),
        "maxProbeBytes");
  }

  static VideoException outOfMemory(String detail) {
    return of(
        VerdictCode.LIMIT_EXCEEDED,
        "Decoding a picture takes more memory than is allowed; raise maxMemory to take it.",
        detail);
  }

  public static VideoException timedOut() {
    return of(
        VerdictCode.TIMED_OUT,
        "A frame took longer than the time limit; try again, or raise frameTimeout.",
        "");
  }

  private static VideoException limit(String fact, String limit) {
    return of(VerdictCode.LIMIT_EXCEEDED, fact + " allowed; raise " + limit + " to take it.", "");
  }

  private static VideoException of(VerdictCode code, String message, String detail) {
    return new VideoException(code, message, detail, null);
  }
}
