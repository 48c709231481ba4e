package org.postura.video.process;

import java.util.Locale;
import org.postura.video.VerdictCode;
import org.postura.video.VideoException;

/**
 * The sentences of the verdicts that a video can end with because of the process it is decoded in.
 */
final class ProcessVerdicts {
  private ProcessVerdicts() {}

  static VideoException tooMuchMemory(long bytes, long limit) {
    return of(
        VerdictCode.LIMIT_EXCEEDED,
        String.format(
            Locale.ROOT,
            "Decoding takes %d MiB of memory, more than the %d allowed; raise maxMemory to take it.",
            bytes >> 20,
            limit >> 20),
        "");
  }

  static VideoException noRoom(String detail) {
    return of(
        VerdictCode.INTERNAL,
        "There is no room for decoded pictures between the processes; make some in /dev/shm or in"
            + " the directory for temporary files.",
        detail);
  }

  static VideoException notStarted(Throwable cause) {
    return new VideoException(
        VerdictCode.INTERNAL,
        "No process could be started to decode this video; check limits on processes and memory.",
        String.valueOf(cause.getMessage()),
        cause);
  }

  static VideoException died(String how, String detail) {
    return of(
        VerdictCode.INTERNAL,
        "The process that decoded this video "
            + how
            + "; report it with the file if it does so"
            + " again.",
        detail);
  }

  static VideoException lied(String what) {
    return of(
        VerdictCode.INTERNAL,
        "The process that decoded this video said what can't be and was ended: the file may have"
            + " taken it over; report it with the file, and mind where the file comes from.",
        what);
  }

  static VideoException allBusy(int processes, long seconds) {
    return of(
        VerdictCode.TIMED_OUT,
        String.format(
            Locale.ROOT,
            "All %d decoding processes were busy for %d s; run fewer videos at once, or allow more"
                + " processes by -Dpostura.decoder.processes.",
            processes,
            seconds),
        "");
  }

  static VideoException bug(Throwable thrown) {
    return new VideoException(
        VerdictCode.INTERNAL,
        "postura failed on this video, which is a fault of postura; please report it with the"
            + " file.",
        thrown + (thrown.getStackTrace().length > 0 ? " at " + thrown.getStackTrace()[0] : ""),
        thrown);
  }

  private static VideoException of(VerdictCode code, String message, String detail) {
    return new VideoException(code, message, detail, null);
  }
}
