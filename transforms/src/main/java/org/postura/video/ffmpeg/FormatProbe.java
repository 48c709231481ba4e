package org.postura.video.ffmpeg;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;
import org.postura.video.integrity.Tiff;

/** What a file is, found out from its content alone. */
final class FormatProbe {
  private static final int HEAD_BYTES = 4096;

  /** The least that FFmpeg's own probing takes. */
  static final int MIN_PROBE_BYTES = 2048;

  /** What a file is shows within this many bytes, as FFmpeg thinks too. */
  private static final int MAX_FORMAT_BYTES = 1 << 20;

  private static final String JPEG = "jpeg_pipe";

  private FormatProbe() {}

  /** The first bytes of the file, at the beginning of which the input stands again. */
  static byte[] head(ChannelInput input) throws VideoException {
    byte[] head = new byte[HEAD_BYTES];
    int count = avformat.avio_read(input.context(), head, head.length);
    input.rethrow();
    if (count <= 0) {
      throw Verdicts.empty();
    }
    // Within FFmpeg's buffer, so this works for a channel that can't seek too.
    avformat.avio_seek(input.context(), 0, 0);
    return Arrays.copyOf(head, count);
  }

  /**
   * The demuxer that reads the file.
   *
   * @throws VideoException if there is none that may
   */
  static AVInputFormat find(ChannelInput input, byte[] head, VideoLimits limits, FfmpegLog log)
      throws VideoException {
    String playlist = Heads.playlist(head).orElse(null);
    if (playlist != null) {
      throw Verdicts.refused(playlist);
    }
    String unsupported = Heads.unsupported(head).orElse(null);
    if (unsupported != null) {
      throw Verdicts.unsupportedPhoto(unsupported);
    }
    AVInputFormat demuxer = probe(input, limits);
    String name = demuxer == null ? "" : demuxer.name().getString();
    if (Heads.jpeg(head)) {
      // Much metadata makes FFmpeg give up, and a preview or a gain map behind a photo makes it see
      // a stream of JPEGs; whether it is one shows behind the first.
      return avformat.av_find_input_format(JPEG);
    }
    if (Heads.pam(head)) {
      return avformat.av_find_input_format("pam_pipe");
    }
    if (demuxer == null) {
      throw Verdicts.notAVideo(log.text());
    }
    check(name);
    if (name.equals("tiff_pipe") && input.size() >= 0) {
      checkTiff(input);
    }
    return demuxer;
  }

  private static AVInputFormat probe(ChannelInput input, VideoLimits limits) throws VideoException {
    try (PointerPointer<AVInputFormat> found = new PointerPointer<>(1)) {
      found.put(0, (Pointer) null);
      int result =
          avformat.av_probe_input_buffer2(
              input.context(),
              found,
              (BytePointer) null,
              (Pointer) null,
              0,
              (int) Math.max(MIN_PROBE_BYTES, Math.min(limits.maxProbeBytes(), MAX_FORMAT_BYTES)));
      input.rethrow();
      AVInputFormat demuxer = found.get(AVInputFormat.class);
      return result < 0 || demuxer == null || demuxer.isNull() ? null : demuxer;
    }
  }

  private static void check(String name) throws VideoException {
    if (Formats.referring(name)) {
      throw Verdicts.refused("a list of other files (" + name + ")");
    }
    if (Formats.sound(name)) {
      throw Verdicts.noVideoStream(name);
    }
    if (Formats.otherPhoto(name)) {
      throw Verdicts.unsupportedPhoto(Formats.kind(name));
    }
    if (Formats.otherVideo(name)) {
      throw Verdicts.unsupportedFormat(name);
    }
    if (!Formats.allowed(name)) {
      throw Verdicts.notAVideo("looks like " + name);
    }
  }

  /** FFmpeg gives a black picture without an error for what it can't decode. */
  private static void checkTiff(ChannelInput input) throws VideoException {
    Tiff tiff = Tiff.read(input.context(), input.size());
    avformat.avio_seek(input.context(), 0, 0);
    input.rethrow();
    if (tiff != null && tiff.tiled()) {
      throw Verdicts.unsupportedPhoto("a TIFF made of tiles");
    }
    if (tiff != null && !Formats.tiffCompression(tiff.compression())) {
      throw Verdicts.unsupportedPhoto("a TIFF with compression " + tiff.compression());
    }
  }
}
