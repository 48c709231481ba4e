package org.postura.landmarks.export;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that appears whole or not at all: it has another name until it is finished. */
final class NewFile implements Closeable {
  private final Path name;
  private final Path temporary;
  private final BufferedWriter out;

  /** Directories above the file are made. */
  NewFile(Path name) throws IOException {
    this.name = name;
    temporary = name.resolveSibling("." + name.getFileName() + ".part");
    Path directory = name.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
  }

  BufferedWriter out() {
    return out;
  }

  Path finish() throws IOException {
    out.close();
    return Files.move(temporary, name, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(temporary);
  }
}
