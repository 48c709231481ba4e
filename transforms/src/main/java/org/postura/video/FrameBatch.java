package org.postura.video;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A bounded pool of decoded frames that {@link Video#read} fills again and again; it owns native
 * memory and is to be closed.
 *
 * <pre>{@code
 * try (FrameBatch batch = FrameBatch.of(FrameBatch.DEFAULT_CAPACITY)) {
 *   while (video.read(batch)) {
 *     for (Frame frame : batch.frames()) {
 *       RgbPixels pixels = frame.rgb(0, frame.storedHeight());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>The frames hold the decoder's own pictures, not copies. There is one RGB buffer for all of
 * them: the pixels that {@link Frame#rgb} gives are valid until it is called on another frame of
 * the batch. Nothing of a picture's size is allocated per frame. Not thread-safe; may outlive its
 * video and serve several videos in turn.
 */
public final class FrameBatch implements AutoCloseable {
  /**
   * How many frames a batch holds unless somebody has a reason. More cost time: the decoder then
   * cycles through more buffers than the caches hold (720×720 MPEG-4: 2 % with 4, 6 % with 8, 16 %
   * with 16).
   */
  public static final int DEFAULT_CAPACITY = 4;

  /** Decoded pictures held at once; big ones make the batch shorter, down to one frame. */
  static final long MAX_BYTES = 32L << 20;

  private final int capacity;
  private final RgbConverter converter = new RgbConverter();
  private final List<DecodedFrame> slots = new ArrayList<>();
  private final List<Frame> filled = new ArrayList<>();
  private long bytes;
  private long serial;
  private Video lender;
  private boolean closed;

  private FrameBatch(int capacity) {
    this.capacity = capacity;
  }

  /**
   * An empty batch.
   *
   * @param capacity the most frames it will hold, at least 1; memory may make it fewer
   */
  public static FrameBatch of(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
    }
    return new FrameBatch(capacity);
  }

  /** The frames of the last {@link Video#read}, in presentation order; a view. */
  public List<Frame> frames() {
    return Collections.unmodifiableList(filled);
  }

  /** Frees the frames and the RGB buffer; none of them may be used afterwards. */
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
  void clear() {
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
  void lendBy(Video video) {
    lender = video;
  }

  /** Gives the frames back if they are this video's. */
  void takeBack(Video video) {
    if (!closed && lender == video) {
      clear();
    }
  }

  /** The most frames that fit in. */
  int capacity() {
    return capacity;
  }

  /** Whether another frame of about the size of the last one should not be added. */
  boolean full() {
    int count = filled.size();
    return count >= capacity || count > 0 && bytes + bytes / count > MAX_BYTES;
  }

  /** The slot for the next frame; it counts once {@link #add} is called. */
  DecodedFrame next() {
    if (slots.size() == filled.size()) {
      slots.add(new DecodedFrame(converter));
    }
    return slots.get(filled.size());
  }

  /** A number for the picture in the next slot. */
  long nextSerial() {
    return serial++;
  }

  /** Takes the slot given by {@link #next} in. */
  void add(DecodedFrame frame) {
    AVFrame picture = frame.picture();
    bytes +=
        avutil.av_image_get_buffer_size(picture.format(), picture.width(), picture.height(), 1);
    filled.add(frame);
  }
}
