package org.postura.transforms;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.postura.store.NotAFileException;
import org.postura.store.UnknownSchemeException;
import org.postura.video.Verdict;
import org.postura.video.VerdictCode;
import org.postura.video.VideoException;

/** The verdicts that a store's exceptions mean. */
final class OpenFaults {
  private OpenFaults() {}

  /**
   * NOT_FOUND, ACCESS_DENIED, REFUSED (not a file, no such scheme), IO_ERROR or the video's own.
   */
  static Verdict verdictOf(IOException e) {
    if (e instanceof VideoException verdict) {
      return verdict.verdict();
    }
    String said = String.valueOf(e.getMessage());
    if (e instanceof NotAFileException) {
      return new Verdict(
          VerdictCode.REFUSED,
          "This is not a regular file; give a video file or a directory.",
          said);
    }
    if (e instanceof UnknownSchemeException) {
      return new Verdict(
          VerdictCode.REFUSED,
          "No file system here can open this URI; use a local path or a scheme that postura was built with.",
          said);
    }
    if (e instanceof AccessDeniedException || said.contains("Permission denied")) {
      return new Verdict(
          VerdictCode.ACCESS_DENIED, "The file may not be read; check its permissions.", said);
    }
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return new Verdict(VerdictCode.NOT_FOUND, "There is no such file; check the path.", said);
    }
    return new Verdict(VerdictCode.IO_ERROR, "The file could not be read; try again later.", said);
  }
}
