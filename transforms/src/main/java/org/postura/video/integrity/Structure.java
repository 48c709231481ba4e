package org.postura.video.integrity;

/**
 * Follows a container's own structure from the first byte to the last: what its demuxer passes over
 * without a word shows there.
 */
interface Structure {
  /**
   * Looks at the next bytes.
   *
   * @param bytes holds them from {@code from} to before {@code to}; they begin where the last call
   *     left off
   * @param last whether the file ends there
   * @return how many of them are done with; may be more than there are, which are passed over then.
   *     Those that are not done with are given again with more behind them
   */
  long follow(byte[] bytes, int from, int to, boolean last);

  /** The file ends so many bytes before the end of what was passed over last. */
  void endsWithin(long missing);

  /**
   * Whether something that belongs to a stream is missing or damaged.
   *
   * @param stream FFmpeg's {@code AVStream.id} of it
   */
  boolean broken(int stream);

  /** Whether the file ends within something. */
  boolean cut();
}
