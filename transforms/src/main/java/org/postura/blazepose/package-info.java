/**
 * Frames to poses: BlazePose as MediaPipe runs it on a CPU, with its detector, landmark network,
 * tracking and smoothing.
 *
 * <p>No Beam in here, and of {@link org.postura.video} only the {@link org.postura.video.Frame}.
 */
package org.postura.blazepose;
