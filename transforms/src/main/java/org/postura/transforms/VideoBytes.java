package org.postura.transforms;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.beam.sdk.io.FileSystems;
import org.postura.video.VerdictCode;
import org.postura.video.VideoException;

/** Opens a video's bytes on whatever file system Beam knows. */
final class VideoBytes {
  private VideoBytes() {}

  /**
   * Opens {@code uri} for ranged reads; a file system that can only stream is spooled to a
   * temporary file that goes with the channel.
   *
   * @throws VideoException NOT_FOUND, ACCESS_DENIED, REFUSED (not a file), LIMIT_EXCEEDED (too long
   *     to be spooled) or IO_ERROR
   */
  static SeekableByteChannel open(String uri, long maxBytes) throws VideoException {
    try {
      Path local = localPath(uri);
      if (local != null && Files.isDirectory(local) && !Files.isReadable(local)) {
        throw new AccessDeniedException(uri);
      }
      if (local != null && Files.exists(local) && !Files.isRegularFile(local)) {
        throw new VideoException(
            VerdictCode.REFUSED, "This is not a regular file; give a video file or a directory.");
      }
      ReadableByteChannel channel =
          FileSystems.open(FileSystems.matchNewResource(uri, /* isDirectory= */ false));
      if (channel instanceof SeekableByteChannel seekable) {
        return seekable;
      }
      return spool(channel, maxBytes);
    } catch (VideoException e) {
      throw e;
    } catch (IOException e) {
      throw verdictOf(e);
    } catch (
        IllegalArgumentException e) { // Beam's answer to a scheme that it has no file system for.
      throw new VideoException(
          VerdictCode.REFUSED,
          "No file system here can open this URI; use a local path or a scheme that postura was built with.",
          String.valueOf(e.getMessage()),
          e);
    }
  }

  /** The verdict that an exception of a file system means. */
  static VideoException verdictOf(IOException e) {
    if (e instanceof VideoException verdict) {
      return verdict;
    }
    String said = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException || said.contains("Permission denied")) {
      return new VideoException(
          VerdictCode.ACCESS_DENIED, "The file may not be read; check its permissions.", said, e);
    }
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return new VideoException(
          VerdictCode.NOT_FOUND, "There is no such file; check the path.", said, e);
    }
    return new VideoException(
        VerdictCode.IO_ERROR, "The file could not be read; try again later.", said, e);
  }

  /** The path of a URI on the local file system, or null if it lies elsewhere. */
  static Path localPath(String uri) {
    if (uri.startsWith("file:")) {
      return Path.of(uri.substring("file:".length()).replaceFirst("^//(?=/)", ""));
    }
    return uri.contains("://") ? null : Path.of(uri);
  }

  private static SeekableByteChannel spool(ReadableByteChannel channel, long maxBytes)
      throws IOException {
    Path file = Files.createTempFile("postura-", ".spool");
    FileChannel spooled =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (channel) {
      long copied = spooled.transferFrom(channel, 0, maxBytes);
      if (copied == maxBytes && channel.read(java.nio.ByteBuffer.allocate(1)) > 0) {
        throw new VideoException(
            VerdictCode.LIMIT_EXCEEDED,
            "The file is larger than --maxBytes=%d; raise the limit to process it."
                .formatted(maxBytes));
      }
      return spooled.position(0);
    } catch (IOException e) {
      spooled.close();
      throw e;
    }
  }
}
