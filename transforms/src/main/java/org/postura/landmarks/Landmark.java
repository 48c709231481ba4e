package org.postura.landmarks;

/**
 * One of the 33 points of a BlazePose body.
 *
 * <p>Image landmarks: x and y are fractions of the upright picture's width and height (not clamped
 * to 0…1), z is a fraction of the width, 0 at the depth of the hips, smaller = nearer to the
 * camera. World landmarks: metres from the centre of the hips.
 *
 * @param visibility 0…1, how surely the point is in the picture and not hidden
 * @param presence 0…1, how surely the point is within the picture
 */
public record Landmark(float x, float y, float z, float visibility, float presence) {}
