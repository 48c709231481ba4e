package org.postura.landmarks;

/** Names of a landmark file's metadata that readers of it use. */
public final class Metadata {
  /** What postura's own keys begin with. */
  public static final String PREFIX = "postura.";

  /** URI of the video. */
  public static final String VIDEO = PREFIX + "video";

  /** Size, modification time and hash of the video: not the same for the same bytes elsewhere. */
  public static final String VIDEO_IDENTITY = PREFIX + "video.identity";

  /** The unit of {@link FramePoses#pts} in seconds, as {@code 1/15360}. */
  public static final String TIME_BASE = PREFIX + "time_base";

  /** SHA-256 of the landmark network. */
  public static final String MODEL_SHA256 = PREFIX + "model.sha256";

  private Metadata() {}
}
