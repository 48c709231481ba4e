package org.postura.video;

import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/**
 * A video or a photo, read frame by frame from a channel.
 *
 * <pre>{@code
 * try (SeekableByteChannel channel = Files.newByteChannel(path);
 *     Video video = Video.open(channel, VideoLimits.defaults());
 *     FrameBatch batch = FrameBatch.of(FrameBatch.DEFAULT_CAPACITY)) {
 *   while (video.read(batch)) {
 *     for (Frame frame : batch.frames()) {
 *       System.out.println(frame.timeUs());
 *     }
 *   }
 *   video.problem().ifPresent(System.out::println);
 * }
 * }</pre>
 *
 * <p>What the file is, is found out from its content. Nothing but the channel is ever opened:
 * playlists and references to other files are refused. Damaged frames are passed over and counted;
 * {@link #problem} tells of them at the end. Frames come in presentation order with the time stamps
 * of the container. Where they are decoded is {@link Isolation}'s choice and changes none of them.
 *
 * <p>Close it. Not thread-safe; any number of videos may be read in different threads at once.
 */
public interface Video extends AutoCloseable {
  /**
   * Opens a video and decodes its first frame, in this process and on the caller's thread.
   *
   * @param channel read from its beginning if it is a {@link
   *     java.nio.channels.SeekableByteChannel}, which most containers need; any other is read
   *     straight through. It stays the caller's, to be closed after the video
   * @throws VideoException with the verdict if not one frame can be had
   */
  static Video open(ReadableByteChannel channel, VideoLimits limits) throws VideoException {
    return Isolation.NONE.decoders().open(channel, limits);
  }

  /** What is known since the first frame. */
  VideoInfo info();

  /** A batch of so many frames takes the least time where this video is decoded. */
  int batchCapacity();

  /**
   * Fills the batch with the next frames, as many as it holds; those that were in it are given back
   * first. Sizes and orientations may change from frame to frame.
   *
   * @return false if there was no frame left, and the batch is empty
   * @throws VideoException IO_ERROR, TIMED_OUT, LIMIT_EXCEEDED, ENCRYPTED (behind a clear part) or
   *     INTERNAL (the decoding process died); the video can't be read on then
   */
  boolean read(FrameBatch batch) throws VideoException;

  /** How many frames {@link #read} has given so far. */
  long framesRead();

  /** How many frames the file should have given so far and did not; exact after the last frame. */
  long framesLost();

  /**
   * What is missing or damaged, known after the last frame: TRUNCATED or CORRUPT with the number of
   * frames and where it begins, or what {@link #read} threw. Nothing if all that the container
   * announces was decoded.
   */
  Optional<Verdict> problem();

  @Override
  void close();
}
