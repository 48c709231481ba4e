package org.postura.blazepose.network;

/**
 * Where the profiles differ in arithmetic. Sources: MediaPipe {@code modules/pose_landmark/*.pbtxt}
 * for {@code solutions}, {@code tasks/cc/vision/pose_landmarker/*.cc} for Tasks; the kernels as
 * measured against the 0.10.21 wheel.
 *
 * @param suppression IoU from which face boxes are one person: 0.3 or 0.5
 * @param heatmapKernel cells a side: 9 or 7
 * @param keepsAspect whether the region is padded to a square (it is one already, up to rounding)
 * @param smoothsRegion whether the next region comes from smoothed auxiliary points
 * @param scalesByRegion whether smoothing measures a person by the next region (2.5 times the
 *     distance of the auxiliary points) or by the square before its expansion (2 times)
 */
public record Rules(
    float suppression,
    int heatmapKernel,
    boolean keepsAspect,
    boolean smoothsRegion,
    boolean scalesByRegion) {
  /** Those of {@code mp.solutions.pose}. */
  public static final Rules SOLUTIONS = new Rules(0.3f, 9, true, true, false);

  /** Those of {@code PoseLandmarker}. */
  public static final Rules TASKS = new Rules(0.5f, 7, false, false, true);
}
