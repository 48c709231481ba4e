package org.postura.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.postura.video.VideoLimits;

/**
 * How the service runs.
 *
 * @param host address to listen at
 * @param port 0 for any that is free
 * @param token what clients have to show, or null
 * @param roots directories and URI prefixes below which jobs read and write
 * @param workDirectory uploads and the jobs' state
 * @param limits what one video may cost
 * @param decoding videos of requests in work at once
 * @param requests videos that are sent or wait or are in work at once
 * @param jobs jobs that wait
 * @param uploadTimeout longest time to send a body, and that an answer may have to wait for its
 *     reader in all
 * @param idleTimeout longest silence of a client, and longest time to send a request's head or to
 *     take a block of an answer
 * @param grace how long requests in work may take when the service ends
 */
record ServiceSettings(
    String host,
    int port,
    String token,
    List<String> roots,
    Path workDirectory,
    VideoLimits limits,
    int decoding,
    int requests,
    int jobs,
    Duration uploadTimeout,
    Duration idleTimeout,
    Duration grace) {

  /** Slowest body that is waited for, looked at from {@link #idleTimeout} on. */
  static final long MIN_BYTES_PER_SECOND = 4096;

  /** A secret shorter than this can be guessed. */
  static final int MIN_TOKEN_LENGTH = 16;

  /** Whether only programs on this machine can connect. */
  boolean loopback() {
    return host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost");
  }
}
