package org.postura.video.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Where the pixels of a picture come from that are fetched only when somebody looks at them. */
public interface RowSource {
  /**
   * Puts rows in place, to which the picture's planes are made to point.
   *
   * @param top first row, 0-based, even where the picture's chroma has half as many rows
   * @param bottom the row behind the last
   */
  void load(AVFrame picture, int top, int bottom);
}
