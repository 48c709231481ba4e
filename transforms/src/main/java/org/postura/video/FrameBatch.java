package org.postura.video;

import java.util.List;

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
public interface FrameBatch extends AutoCloseable {
  /**
   * How many frames a batch holds unless somebody has a reason. More cost time: the decoder then
   * cycles through more buffers than the caches hold (720×720 MPEG-4: 2 % with 4, 6 % with 8, 16 %
   * with 16).
   */
  int DEFAULT_CAPACITY = 4;

  /**
   * An empty batch.
   *
   * @param capacity the most frames it will hold, at least 1; memory may make it fewer
   */
  static FrameBatch of(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
    }
    return Decoding.installed().batch(capacity);
  }

  /** The frames of the last {@link Video#read}, in presentation order; a view. */
  List<Frame> frames();

  /** Frees the frames and the RGB buffer; none of them may be used afterwards. */
  @Override
  void close();
}
