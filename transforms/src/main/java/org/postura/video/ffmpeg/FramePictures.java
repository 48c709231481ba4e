package org.postura.video.ffmpeg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.postura.video.Frame;
import org.postura.video.FrameBatch;
import org.postura.video.Video;

/**
 * The batches of this build: FFmpeg's own pictures, converted to RGB where somebody asks for their
 * pixels. Whoever decodes fills them.
 */
public final class FramePictures implements FrameBatch {

  /** Decoded pictures held at once; big ones make the batch shorter, down to one frame. */
  public static final long MAX_BYTES = 32L << 20;

  private final int capacity;
  private final RgbConverter converter = new RgbConverter();
  private final List<DecodedFrame> slots = new ArrayList<>();
  private final List<Frame> filled = new ArrayList<>();
  private long bytes;
  private long serial;
  private Video lender;
  private boolean closed;

  /**
   * An empty batch.
   *
   * @param capacity the most frames it will hold, at least 1
   */
  public FramePictures(int capacity) {
    this.capacity = capacity;
  }

  /**
   * The batch as those who fill it see it.
   *
   * @throws IllegalArgumentException if it is of somebody else's making
   */
  public static FramePictures of(FrameBatch batch) {
    if (batch instanceof FramePictures pictures) {
      return pictures;
    }
    throw new IllegalArgumentException("make batches by FrameBatch.of, this is " + batch);
  }

  @Override
  public List<Frame> frames() {
    return Collections.unmodifiableList(filled);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      filled.clear();
      slots.forEach(DecodedFrame::free);
      slots.clear();
      converter.close();
    }
  }

  /** Gives all frames back. */
  public void clear() {
    if (closed) {
      throw new IllegalStateException("this batch has been closed");
    }
    for (int i = 0; i < filled.size(); i++) {
      slots.get(i).clear();
    }
    filled.clear();
    bytes = 0;
    lender = null;
  }

  /** The frames to come are valid until {@code video} takes them back. */
  public void lendBy(Video video) {
    lender = video;
  }

  /** Gives the frames back if they are this video's. */
  public void takeBack(Video video) {
    if (!closed && lender == video) {
      clear();
    }
  }

  /** The most frames that fit in. */
  public int capacity() {
    return capacity;
  }

  /** Whether another frame of about the size of the last one should not be added. */
  public boolean full() {
    int count = filled.size();
    return count >= capacity || count > 0 && bytes + bytes / count > MAX_BYTES;
  }

  /** The slot for the next frame; it counts once {@link #add} is called. */
  public DecodedFrame next() {
    if (slots.size() == filled.size()) {
      slots.add(new DecodedFrame(converter));
    }
    return slots.get(filled.size());
  }

  /** A number for the picture in the next slot. */
  public long nextSerial() {
    return serial++;
  }

  /** Takes the slot given by {@link #next} in. */
  public void add(DecodedFrame frame) {
    AVFrame picture = frame.picture();
    bytes +=
        avutil.av_image_get_buffer_size(picture.format(), picture.width(), picture.height(), 1);
    filled.add(frame);
  }
}
