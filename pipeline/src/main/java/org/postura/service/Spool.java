package org.postura.service;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.postura.video.VerdictCode;

/**
 * Puts request bodies into files, since most containers can't be read without seeking. A file goes
 * with its {@link Upload}, or, if the process was killed, when the next one starts.
 */
final class Spool {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path directory;
  private final ServiceSettings settings;

  Spool(ServiceSettings settings) throws IOException {
    this.settings = settings;
    directory = Files.createDirectories(settings.workDirectory().resolve("spool"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A body on disk. Closing it removes it. */
  static final class Upload implements AutoCloseable {
    private final FileChannel channel;

    private Upload(FileChannel channel) {
      this.channel = channel;
    }

    SeekableByteChannel channel() {
      return channel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Whether files can be written. */
  boolean writable() {
    try {
      Path probe = Files.createTempFile(directory, "probe", null);
      Files.delete(probe);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads the body to its end: the file itself, or the first file of a form. */
  Upload receive(HttpServletRequest request) throws IOException {
    long maxBytes = settings.limits().maxBytes();
    ClientStream.checkLength(request.getContentLengthLong(), maxBytes);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(UUID.randomUUID().toString()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (InputStream body = new ClientStream(request.getInputStream(), maxBytes, settings)) {
      copy(body, request.getContentType(), channel);
      channel.position(0);
      return new Upload(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void copy(InputStream body, String contentType, FileChannel to)
      throws IOException {
    FileSink sink = new FileSink(to);
    FormFile form = FormFile.of(contentType, sink);
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      if (form == null) {
        sink.write(bytes);
      } else {
        form.write(bytes);
      }
    }
    if (form != null) {
      form.end();
    }
  }

  /** Writes to disk; a full one is a problem that passes. */
  static final class FileSink {
    private static final int RETRY_SECONDS = 30;

    private final FileChannel channel;

    private FileSink(FileChannel channel) {
      this.channel = channel;
    }

    void write(ByteBuffer bytes) {
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        throw new ProblemException(
            Problem.of(VerdictCode.IO_ERROR, "The service can't store the video now; try later."),
            RETRY_SECONDS,
            e);
      }
    }
  }
}
