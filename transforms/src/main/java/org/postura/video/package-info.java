/**
 * Bytes to frames: what a video, a frame and a verdict are, and where videos are decoded.
 *
 * <p>No Beam in here: a video is any {@link java.nio.channels.SeekableByteChannel}. Behind this
 * door lie {@code integrity} (what a file lost), {@code ffmpeg} (opening and decoding) and {@code
 * process} (decoding in child processes), each of which sees those named before it.
 */
package org.postura.video;
