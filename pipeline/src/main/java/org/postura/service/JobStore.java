package org.postura.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Jobs as files, one each, whole at any moment: what a killed service left is taken up again. */
final class JobStore {
  private static final System.Logger LOG = System.getLogger(JobStore.class.getName());
  private static final String SUFFIX = ".json";

  private final Path directory;

  JobStore(Path workDirectory) throws IOException {
    directory = Files.createDirectories(workDirectory.resolve("jobs"));
  }

  void write(Job job) {
    Path file = file(job.id());
    Path temporary = directory.resolve(job.id() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(ServiceJson.bytes(job));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All jobs, in no particular order; a file that can't be read is left where it is. */
  List<Job> readAll() throws IOException {
    List<Job> jobs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        try {
          jobs.add(ServiceJson.parse(Files.readAllBytes(file), Job.class));
        } catch (IOException | RuntimeException e) {
          LOG.log(System.Logger.Level.ERROR, "A job that can't be read: " + file, e);
        }
      }
    }
    return jobs;
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }
}
