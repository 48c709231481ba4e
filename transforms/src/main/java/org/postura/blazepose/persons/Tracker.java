package org.postura.blazepose.persons;

import java.util.List;
import org.postura.landmarks.Pose;
import org.postura.video.Frame;

/** Finds the persons in the frames of one video, and knows who is who. Not thread-safe. */
public interface Tracker {
  /** The persons in the next frame of the video. */
  List<Pose> track(Frame frame);
}
