package org.postura.video;

import java.io.Serializable;

/**
 * What is known of a video once its first frame has been decoded.
 *
 * @param format FFmpeg's name of the container, for example {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec FFmpeg's name of the codec, for example {@code h264}
 * @param timeBaseNum numerator of the time base: a {@link Frame#pts} counts steps of
 *     timeBaseNum/timeBaseDen seconds
 * @param timeBaseDen denominator of the time base
 * @param width width of the first frame in pixels as it should be seen: upright, square pixels
 * @param height height of the first frame in pixels as it should be seen
 * @param storedWidth width of the first frame in pixels as it was decoded
 * @param storedHeight height of the first frame in pixels as it was decoded
 * @param orientation how the first frame has to be turned to stand upright
 * @param announcedFrames how many frames the container says there are, without those that its edit
 *     list leaves out; −1 if it doesn't say. For progress: a damaged file says anything
 * @param startPts time stamp of the first frame in steps of the time base
 * @param durationUs length in µs as the container announces it, −1 if it doesn't
 * @param frameRateNum numerator of the average frame rate in frames a second, 0 if unknown; for
 *     people to read, times of frames are their time stamps
 * @param frameRateDen denominator of the average frame rate, 1 if unknown
 * @param photo whether this is a single picture, such as a JPEG
 * @param timesInvented whether the file holds no time stamps (raw H.264 for one), so that they were
 *     derived from the frame rate
 * @param streams where the file has several streams of pictures, which of them this is and which
 *     there are: "1 of 0 (h264 320x320, 2 frames), 1 (h264 640x360, 53 frames)"; else empty
 */
public record VideoInfo(
    String format,
    String codec,
    int timeBaseNum,
    int timeBaseDen,
    int width,
    int height,
    int storedWidth,
    int storedHeight,
    Orientation orientation,
    long announcedFrames,
    long startPts,
    long durationUs,
    int frameRateNum,
    int frameRateDen,
    boolean photo,
    boolean timesInvented,
    String streams)
    implements Serializable {}
