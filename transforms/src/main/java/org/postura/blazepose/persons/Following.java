package org.postura.blazepose.persons;

/**
 * How persons are followed.
 *
 * @param numPoses the most persons a frame
 * @param smoothing whether landmarks are smoothed
 * @param minOverlap regions whose IoU, 0 to 1, is above this are one person
 * @param tasks whether the rules of {@code PoseLandmarker} hold to the letter
 */
public record Following(int numPoses, boolean smoothing, float minOverlap, boolean tasks) {}
