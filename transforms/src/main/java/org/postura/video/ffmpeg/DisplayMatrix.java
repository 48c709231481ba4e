package org.postura.video.ffmpeg;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.postura.video.Orientation;

/**
 * The transformation from stored to shown pictures that containers (MP4's {@code tkhd}), codecs
 * (SEI) and photos (EXIF) carry: (x', y') = (a·x + c·y, b·x + d·y), kept as rows {@code a b u},
 * {@code c d v}, {@code x y w} of fixed-point numbers.
 */
final class DisplayMatrix {
  private static final int BYTES = 9 * Integer.BYTES;

  private DisplayMatrix() {}

  /** The orientation that the frame carries, or else the stream's. */
  static Orientation of(AVFrame frame, Orientation stream) {
    if (frame.nb_side_data() == 0) {
      return stream;
    }
    AVFrameSideData side = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
    return side == null || side.size() < BYTES ? stream : orientation(side.data());
  }

  /** The orientation that the stream's header carries, upright if it carries none. */
  static Orientation of(AVCodecParameters parameters) {
    return of(parameters.coded_side_data(), parameters.nb_coded_side_data());
  }

  /** The orientation among these. */
  static Orientation of(AVPacketSideData all, int count) {
    if (count == 0) {
      return Orientation.UPRIGHT;
    }
    AVPacketSideData side =
        avcodec.av_packet_side_data_get(all, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    return side == null || side.size() < BYTES ? Orientation.UPRIGHT : orientation(side.data());
  }

  /**
   * The nearest of the eight orientations; a turn by 30° counts as none.
   *
   * @param a share of the stored x in the shown x
   * @param b share of the stored x in the shown y
   * @param c share of the stored y in the shown x
   * @param d share of the stored y in the shown y
   */
  static Orientation nearest(long a, long b, long c, long d) {
    boolean swapped = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
    return swapped ? Orientation.of(true, b < 0, c < 0) : Orientation.of(false, a < 0, d < 0);
  }

  private static Orientation orientation(BytePointer data) {
    IntBuffer matrix =
        data.capacity(BYTES).asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
    return nearest(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
  }
}
