package org.postura.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** Jobs as files, one each, whole at any moment: what a killed service left is taken up again. */
final class JobStore {
  private static final System.Logger LOG = System.getLogger(JobStore.class.getName());
  private static final String SUFFIX = ".json";

  private final Path directory;

  JobStore(Path workDirectory) throws IOException {
    directory = Files.createDirectories(workDirectory.resolve("jobs"));
  }

  /** Writes a job as {@link ServiceJson} has it. */
  void write(String id, byte[] json) {
    Path file = file(id);
    Path temporary = directory.resolve(id + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreException(e);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new StoreException(e);
    }
  }

  /** A job, or nothing if its file has gone. */
  Optional<Job> read(String id) {
    try {
      return Optional.of(read(file(id)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException(e);
    }
  }

  /**
   * Shows all jobs with the sizes of their files, in no particular order; a file that can't be read
   * is left where it is.
   */
  void readAll(ObjLongConsumer<Job> to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        try {
          to.accept(read(file), Files.size(file));
        } catch (IOException | RuntimeException e) {
          LOG.log(System.Logger.Level.ERROR, "A job that can't be read: " + file, e);
        }
      }
    }
  }

  private static Job read(Path file) throws IOException {
    return ServiceJson.parse(Files.readAllBytes(file), Job.class);
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }
}
