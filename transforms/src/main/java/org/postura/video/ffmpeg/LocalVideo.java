package org.postura.video.ffmpeg;

import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.postura.video.FrameBatch;
import org.postura.video.Isolation;
import org.postura.video.Orientation;
import org.postura.video.Verdict;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoInfo;
import org.postura.video.VideoLimits;
import org.postura.video.integrity.Announced;
import org.postura.video.integrity.Jpeg;
import org.postura.video.integrity.Losses;

/**
 * A video decoded in this process, on the caller's thread.
 *
 * <p>Owns native memory. A decoder that crashes takes the process with it, and one that loops
 * within a packet is not interrupted: see {@link Isolation#PROCESS}.
 */
public final class LocalVideo implements Video {
  private final VideoLimits limits;
  private final FfmpegLog log = new FfmpegLog();
  private final Losses losses = new Losses();
  private final ChannelInput input;
  private final Container container;
  private final Decoder decoder;
  private final Diagnosis diagnosis;
  private final FrameClock clock;
  private final Orientation streamOrientation;
  private final AVFrame first = avutil.av_frame_alloc();
  private final boolean photo;
  private final VideoInfo info;
  private final long oversizedBefore;
  private Announced announced;
  private boolean firstPending = true;
  private VideoException pending;
  private boolean ended;
  private Verdict failure;
  private boolean closed;

  private LocalVideo(ChannelInput input, VideoLimits limits, Deadline deadline)
      throws VideoException {
    this.limits = limits;
    this.input = input;
    log.attach();
    Container opened = null;
    Decoder made = null;
    try {
      if (input.size() == 0) {
        throw Verdicts.empty();
      }
      if (input.size() > limits.maxBytes()) {
        throw Verdicts.tooManyBytes(input.size(), limits.maxBytes());
      }
      opened = Container.open(input, limits, log);
      this.container = opened;
      // Streams that are not decoded may have been too large.
      this.oversizedBefore = log.oversized();
      made = new Decoder(container, input, limits, deadline, losses);
      this.decoder = made;
      this.diagnosis = new Diagnosis(container, input, decoder, limits, losses, log);
      log.complaints().ofDecoder(decoder.codec(), decoder.name());
      this.announced = container.announced(input.size());
      checkDuration(container.durationUs());
      checkFrames(announced.frames());
      this.streamOrientation = container.orientation();
      if (!decoder.next(first)) {
        throw diagnosis.nothing(announced);
      }
      this.photo = container.photo() && !anotherPhoto();
      AVRational timeBase = container.stream().time_base();
      AVRational rate =
          avformat.av_guess_frame_rate(container.context(), container.stream(), first);
      this.clock = new FrameClock(timeBase.num(), timeBase.den(), rate.num(), rate.den());
      this.info = describe(clock.pts(0, first.best_effort_timestamp()));
    } catch (VideoException | RuntimeException | Error e) {
      avutil.av_frame_free(first);
      if (made != null) {
        made.close();
      }
      if (opened != null) {
        opened.close();
      }
      input.close();
      throw e;
    } finally {
      log.detach();
    }
  }

  /** As {@link Video#open}. */
  public static LocalVideo open(ReadableByteChannel channel, VideoLimits limits)
      throws VideoException {
    Deadline deadline = new Deadline(limits.frameTimeout());
    return new LocalVideo(new ChannelInput(channel, deadline), limits, deadline);
  }

  @Override
  public VideoInfo info() {
    return info;
  }

  @Override
  public int batchCapacity() {
    return FrameBatch.DEFAULT_CAPACITY;
  }

  @Override
  public boolean read(FrameBatch target) throws VideoException {
    FramePictures batch = FramePictures.of(target);
    if (closed) {
      throw new IllegalStateException("this video has been closed");
    }
    batch.clear();
    if (pending != null) {
      throw failed(pending);
    }
    log.attach();
    try {
      while (!ended && !batch.full()) {
        DecodedFrame slot = batch.next();
        if (take(slot.picture())) {
          fill(slot, batch.nextSerial());
          batch.add(slot);
        } else {
          ended = true;
        }
      }
    } catch (VideoException e) {
      if (batch.frames().isEmpty()) {
        throw failed(e);
      }
      // The frames before it are good.
      pending = e;
    } finally {
      log.detach();
    }
    return !batch.frames().isEmpty();
  }

  @Override
  public long framesRead() {
    return losses.frames();
  }

  @Override
  public long framesLost() {
    if (!ended) {
      return 0;
    }
    return failure != null && announced.frames() >= 0
        ? Math.max(0, announced.frames() - losses.frames())
        : losses.lost(announced, input.size());
  }

  @Override
  public Optional<Verdict> problem() {
    if (!ended) {
      return Optional.empty();
    }
    if (failure != null) {
      return Optional.of(failure);
    }
    return diagnosis.atEnd(losses.verdict(announced, input.size(), photo, log.text()));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      avutil.av_frame_free(first);
      decoder.close();
      container.close();
      input.close();
    }
  }

  private VideoException failed(VideoException e) {
    ended = true;
    failure = e.verdict();
    return e;
  }

  /** Gives the next picture to {@code target}; the first was decoded when the video was opened. */
  private boolean take(AVFrame target) throws VideoException {
    if (firstPending) {
      firstPending = false;
      avutil.av_frame_move_ref(target, first);
      return true;
    }
    if (photo) {
      // What follows in the file (previews, a motion photo's clip) is not the photo.
      diagnosis.lookBehind();
      return false;
    }
    boolean more = decoder.next(target);
    losses.complaints(log.complaints().count());
    if (!more) {
      losses.lasts(info, clock.timeUs(info.startPts()));
      diagnosis.lookBehind();
      announced = announced.atEnd(container.stream(), container.format(), losses.packets());
      checkDecoder();
    }
    return more;
  }

  /** A stream of JPEGs begins as a photo does. */
  private boolean anotherPhoto() {
    return container.format().equals("jpeg_pipe")
        && input.size() > 0
        && Jpeg.another(input.context(), decoder.lastByte(), input.size());
  }

  /** Pictures may be missing that a limit kept from being decoded, rather than damage. */
  private void checkDecoder() throws VideoException {
    if (log.oversized() > oversizedBefore) {
      throw Verdicts.tooManyPixels(limits.maxPixels(), log.text());
    }
    if (decoder.outOfMemory()) {
      throw Verdicts.outOfMemory(log.text());
    }
  }

  private void fill(DecodedFrame slot, long serial) throws VideoException {
    AVFrame picture = slot.picture();
    long index = losses.frames();
    checkFrames(index + 1);
    long pts = index == 0 ? info.startPts() : clock.pts(index, picture.best_effort_timestamp());
    long timeUs = clock.timeUs(pts);
    checkDuration(timeUs - clock.timeUs(info.startPts()));
    slot.fill(serial, null, index, pts, timeUs, squareWidth(picture), orientation(picture));
    boolean intact =
        picture.decode_error_flags() == 0 && (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) == 0;
    losses.frame(timeUs, intact);
  }

  private VideoInfo describe(long startPts) throws VideoException {
    if (swscale.sws_isSupportedInput(first.format()) == 0) {
      throw decoder.unsupported(" in an unusual pixel format");
    }
    AVStream stream = container.stream();
    Orientation orientation = orientation(first);
    int squareWidth = squareWidth(first);
    AVRational rate = stream.avg_frame_rate();
    boolean rateKnown = rate.num() > 0 && rate.den() > 0;
    return new VideoInfo(
        container.format(),
        decoder.codec(),
        stream.time_base().num(),
        stream.time_base().den(),
        orientation.swapped() ? first.height() : squareWidth,
        orientation.swapped() ? squareWidth : first.height(),
        first.width(),
        first.height(),
        orientation,
        announced.frames(),
        startPts,
        container.durationUs(),
        rateKnown ? rate.num() : 0,
        rateKnown ? rate.den() : 1,
        photo,
        clock.invented(),
        photo ? "" : VideoStreams.describe(container.context(), stream));
  }

  /**
   * A photo says by itself how it stands (EXIF), unless it is one of HEIF, whose properties say it
   * and make EXIF's word a matter of record. A video's container says it: a picture of its stream
   * may say so too (an SEI message of H.264 and H.265), but browsers, VLC and QuickTime heed the
   * container alone.
   */
  private Orientation orientation(AVFrame picture) {
    return container.photo() ? DisplayMatrix.of(picture, streamOrientation) : streamOrientation;
  }

  private int squareWidth(AVFrame picture) throws VideoException {
    int width =
        PixelAspect.squareWidth(
            picture.width(),
            avformat.av_guess_sample_aspect_ratio(
                container.context(), container.stream(), picture));
    if ((long) width * picture.height() > limits.maxPixels()) {
      throw Verdicts.tooManyPixels(limits.maxPixels(), width + "×" + picture.height());
    }
    return width;
  }

  private void checkDuration(long us) throws VideoException {
    long limitUs = limits.maxDuration().toMillis() * 1000;
    if (us > limitUs) {
      throw Verdicts.tooLong(us, limitUs);
    }
  }

  private void checkFrames(long frames) throws VideoException {
    if (frames > limits.maxFrames()) {
      throw Verdicts.tooManyFrames(frames, limits.maxFrames());
    }
  }
}
