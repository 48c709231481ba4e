package org.postura.video.process;

import java.nio.channels.ReadableByteChannel;
import org.postura.video.Decoders;
import org.postura.video.Decoding;
import org.postura.video.FrameBatch;
import org.postura.video.Isolation;
import org.postura.video.Video;
import org.postura.video.VideoException;
import org.postura.video.VideoLimits;
import org.postura.video.ffmpeg.FramePictures;
import org.postura.video.ffmpeg.LocalVideo;

/** The rooms behind the door, for it to find; the uppermost knows all of them. */
public final class Rooms implements Decoding {
  @Override
  public Decoders decoders(Isolation isolation) {
    return switch (isolation) {
      case NONE -> new Here();
      case PROCESS -> new DecoderProcesses(DecoderPool.shared());
    };
  }

  @Override
  public FrameBatch batch(int capacity) {
    return new FramePictures(capacity);
  }

  /** On the caller's thread. */
  private static final class Here implements Decoders {
    @Override
    public Video open(ReadableByteChannel channel, VideoLimits limits) throws VideoException {
      return LocalVideo.open(channel, limits);
    }

    @Override
    public void close() {}
  }
}
