package org.postura.video;

/**
 * Why a video could not be processed, or only in part. The names are part of the output's contract.
 */
public enum VerdictCode {
  /** Nothing stands at this URI. */
  NOT_FOUND,
  /** The URI exists but may not be read with these rights. */
  ACCESS_DENIED,
  /** Reading failed for a reason that may pass; it was tried again first. */
  IO_ERROR,
  /** Zero bytes, or a container without a single frame. */
  EMPTY,
  /** The bytes are of no container or picture format known here. */
  NOT_A_VIDEO,
  /** A readable container, but with sound or data alone. */
  NO_VIDEO_STREAM,
  /** A video stream of a codec that this build can't decode. */
  UNSUPPORTED_CODEC,
  /** The stream is encrypted. */
  ENCRYPTED,
  /** Damaged bytes: headers or pictures that can't be decoded. */
  CORRUPT,
  /** The file ends before its container says so. */
  TRUNCATED,
  /** Larger, longer or more than the options allow. */
  LIMIT_EXCEEDED,
  /** Took longer than the options allow. */
  TIMED_OUT,
  /** Refers to something else: a playlist, another file, a device, a network protocol. */
  REFUSED,
  /** A fault of postura, or a native crash, met within this one video. */
  INTERNAL;

  /** Whether the same bytes and options may end otherwise another time. */
  public boolean mayPass() {
    return this == IO_ERROR || this == TIMED_OUT || this == INTERNAL;
  }
}
