package org.postura.blazepose.network;

import org.postura.blazepose.crop.Box;
import org.postura.blazepose.crop.Letterbox;
import org.postura.blazepose.crop.Roi;

/**
 * A face box with the points that place the body, in fractions of the detector's input or, after
 * {@link #unpadded}, of the picture.
 *
 * @param score 0…1
 * @param keypoints x and y of: middle of the hips, full-body scale point, middle of the shoulders,
 *     upper-body scale point; not copied
 */
record Detection(
    float score, float xMin, float yMin, float width, float height, float[] keypoints) {

  Box toBox() {
    return new Box(xMin, yMin, xMin + width, yMin + height);
  }

  /** This detection in fractions of the picture without the bars around it. */
  Detection unpadded(Letterbox letterbox) {
    float[] points = new float[keypoints.length];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = letterbox.x(keypoints[i]);
      points[i + 1] = letterbox.y(keypoints[i + 1]);
    }
    return new Detection(
        score,
        letterbox.x(xMin),
        letterbox.y(yMin),
        letterbox.width(width),
        letterbox.height(height),
        points);
  }

  /** The region in which the landmark network should look for this person. */
  Roi toRoi(int imageWidth, int imageHeight) {
    return Roi.between(
            keypoints[0], keypoints[1], keypoints[2], keypoints[3], imageWidth, imageHeight)
        .expanded(imageWidth, imageHeight);
  }
}
