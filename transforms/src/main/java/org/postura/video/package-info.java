/**
 * Bytes to frames: opening, probing and decoding with FFmpeg, and the typed verdicts on what can't
 * be decoded.
 *
 * <p>No Beam in here: a video is any {@link java.nio.channels.SeekableByteChannel}.
 */
package org.postura.video;
