package org.postura.blazepose;

import org.postura.video.Frame;
import org.postura.video.Orientation;
import org.postura.video.RgbPixels;

/** A frame at another time. */
record TimedFrame(Frame frame, long timeUs) implements Frame {
  @Override
  public long index() {
    return frame.index();
  }

  @Override
  public long pts() {
    return frame.pts();
  }

  @Override
  public int width() {
    return frame.width();
  }

  @Override
  public int height() {
    return frame.height();
  }

  @Override
  public Orientation orientation() {
    return frame.orientation();
  }

  @Override
  public RgbPixels rgb(int top, int bottom) {
    return frame.rgb(top, bottom);
  }
}
