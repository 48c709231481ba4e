package org.postura.landmarks.export;

import java.util.List;

/**
 * Names of BlazePose's 33 points in marker files: those that Pose2Sim, Sports2D and their OpenSim
 * models know, with {@code LKnee} for what Pose2Sim's table of BlazePose calls {@code Lknee}.
 */
final class Markers {
  static final List<String> NAMES =
      List.of(
          "Nose",
          "LEyeInner",
          "LEye",
          "LEyeOuter",
          "REyeInner",
          "REye",
          "REyeOuter",
          "LEar",
          "REar",
          "LMouth",
          "RMouth",
          "LShoulder",
          "RShoulder",
          "LElbow",
          "RElbow",
          "LWrist",
          "RWrist",
          "LPinky",
          "RPinky",
          "LIndex",
          "RIndex",
          "LThumb",
          "RThumb",
          "LHip",
          "RHip",
          "LKnee",
          "RKnee",
          "LAnkle",
          "RAnkle",
          "LHeel",
          "RHeel",
          "LBigToe",
          "RBigToe");

  private Markers() {}
}
