package org.postura.video;

import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avformat;

/**
 * What a container announces of its video stream.
 *
 * @param frames frames to be shown, without those that an edit list leaves out; −1 if it doesn't
 *     say
 * @param lastByte position behind the last byte of the last frame; 0 if it doesn't say
 */
record Announced(long frames, long lastByte) {

  /** Reads the announcement; a fragmented MP4 announces more with each fragment. */
  static Announced of(Container container) {
    AVStream stream = container.stream();
    if (!container.format().startsWith("mov")) {
      return new Announced(stream.nb_frames() > 0 ? stream.nb_frames() : -1, 0);
    }
    int entries = avformat.avformat_index_get_entries_count(stream);
    long frames = 0;
    long lastByte = 0;
    for (int i = 0; i < entries; i++) {
      AVIndexEntry entry = avformat.avformat_index_get_entry(stream, i);
      if ((entry.flags() & AVIndexEntry.AVINDEX_DISCARD_FRAME) == 0) {
        frames++;
      }
      lastByte = Math.max(lastByte, entry.pos() + entry.size());
    }
    return new Announced(entries > 0 ? frames : -1, lastByte);
  }
}
