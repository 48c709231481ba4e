package org.postura.landmarks.export;

import java.util.List;
import org.postura.landmarks.FramePoses;
import org.postura.landmarks.Landmark;
import org.postura.landmarks.Pose;

/**
 * Another format's points, each made of one of BlazePose's or of the middle between two.
 *
 * @param points for each the indices of its landmarks
 */
record Skeleton(List<int[]> points) {
  /** BlazePose's own 33. */
  static final Skeleton BLAZEPOSE = blazePose();

  /**
   * OpenPose's BODY_25, in the order of its documentation (output.md, "Keypoint Ordering"). Neck
   * and MidHip lie between shoulders and hips. BlazePose has one point at the toes: it stands for
   * the small toe, too, because a zero there is taken for a place by what follows (inverse
   * kinematics came to 273 mm with zeros and to 37 mm so).
   */
  static final Skeleton BODY_25 =
      new Skeleton(
          List.of(
              of(0), // Nose
              of(11, 12), // Neck
              of(12), // RShoulder
              of(14), // RElbow
              of(16), // RWrist
              of(11), // LShoulder
              of(13), // LElbow
              of(15), // LWrist
              of(23, 24), // MidHip
              of(24), // RHip
              of(26), // RKnee
              of(28), // RAnkle
              of(23), // LHip
              of(25), // LKnee
              of(27), // LAnkle
              of(5), // REye
              of(2), // LEye
              of(8), // REar
              of(7), // LEar
              of(31), // LBigToe
              of(31), // LSmallToe
              of(29), // LHeel
              of(32), // RBigToe
              of(32), // RSmallToe
              of(30))); // RHeel

  /** COCO's 17, in the order of its person_keypoints annotations. */
  static final Skeleton COCO_17 =
      new Skeleton(
          List.of(
              of(0), of(2), of(5), of(7), of(8), of(11), of(12), of(13), of(14), of(15), of(16),
              of(23), of(24), of(25), of(26), of(27), of(28)));

  int size() {
    return points.size();
  }

  /**
   * A point's place in pixels of the upright picture, x to the right and y down, and how visible it
   * is, 0…1; all 0 if it is less visible than asked for. A point between two is as visible as the
   * less visible one.
   *
   * @param into receives x, y and visibility
   */
  void place(FramePoses frame, Pose pose, int point, double minVisibility, float[] into) {
    double x = 0;
    double y = 0;
    float visibility = 1;
    int[] landmarks = points.get(point);
    for (int index : landmarks) {
      Landmark landmark = pose.landmarks().get(index);
      x += landmark.x() / landmarks.length;
      y += landmark.y() / landmarks.length;
      visibility = Math.min(visibility, landmark.visibility());
    }
    boolean there = visibility >= minVisibility;
    into[0] = there ? (float) (x * frame.width()) : 0;
    into[1] = there ? (float) (y * frame.height()) : 0;
    into[2] = there ? visibility : 0;
  }

  private static int[] of(int... landmarks) {
    return landmarks;
  }

  private static Skeleton blazePose() {
    int[][] points = new int[Pose.LANDMARKS][];
    for (int i = 0; i < points.length; i++) {
      points[i] = of(i);
    }
    return new Skeleton(List.of(points));
  }
}
