package org.postura.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run came to: {@code _postura/runs/RUN/summary.json}.
 *
 * @param run the run's id
 * @param begun when it began, ISO 8601
 * @param ended when it ended, or when a later run found that it had
 * @param end how
 * @param exitCode the command's exit code; −1 if it was killed
 * @param seconds from the end of planning to the end
 * @param videos how the videos ended
 * @param codes how many videos of this run ended with which code
 * @param reasons how many were to be processed for which reason
 * @param frames records written
 * @param framesLost frames that were announced but not decoded
 * @param poses poses in the records
 * @param failures failed and partial videos of this run; the dead letters have all
 * @param standingFailures failures of earlier runs that would end the same way again
 * @param gone videos of earlier runs that the same inputs no longer match, but for renamed ones
 * @param renamed of those, the ones that were found under another name
 * @param leftOut files that are no videos by their names or, if those say nothing, by their
 *     content, by what they are, in the plural
 * @param warnings what could not be read of the ledger
 * @param options what decides about the records
 * @param limits what a video may cost
 * @param versions of postura and what it stands on
 * @param onlyOutput the landmark file of a run that wrote just one, else null
 */
public record RunSummary(
    String run,
    String begun,
    String ended,
    End end,
    int exitCode,
    double seconds,
    Videos videos,
    Map<String, Long> codes,
    Map<String, Long> reasons,
    long frames,
    long framesLost,
    long poses,
    List<DeadLetter> failures,
    List<Planned.Standing> standingFailures,
    List<String> gone,
    List<Planned.Renamed> renamed,
    Map<String, Long> leftOut,
    List<String> warnings,
    String options,
    String limits,
    Map<String, String> versions,
    String onlyOutput) {

  /** How a run ended. */
  public enum End {
    /** All that was planned has been done. */
    FINISHED,
    /** More failures than {@code --maxFailures}. */
    EARLY,
    /** By a signal. */
    STOPPED,
    /** It could not go on. */
    BROKEN,
    /** It never said so; a later run found what it left. */
    KILLED
  }

  /**
   * How many videos.
   *
   * @param planned were to be processed
   * @param done are done
   * @param partial have landmarks of a part
   * @param failed have none
   * @param upToDate needed nothing, those among them whose time alone had changed
   * @param standing failed in earlier runs and would do so again
   * @param gone are no longer there
   * @param leftOut were of unknown kinds, and their content is no video
   * @param left were planned and not come to
   */
  public record Videos(
      long planned,
      long done,
      long partial,
      long failed,
      long upToDate,
      long standing,
      long gone,
      long leftOut,
      long left) {
    /** Videos that the inputs match. */
    public long all() {
      return planned - leftOut + upToDate + standing;
    }
  }

  /** A summary of what was planned and what came of it. */
  public static RunSummary of(
      Planned planned,
      Tally tally,
      End end,
      String ended,
      double seconds,
      int exitCode,
      Map<String, String> versions) {
    return new RunSummary(
        planned.run(),
        planned.begun(),
        ended,
        end,
        exitCode,
        seconds,
        new Videos(
            planned.videos(),
            tally.done(),
            tally.partial(),
            tally.failed(),
            planned.upToDate() + tally.unchanged() - tally.standingCount(),
            planned.standing() + tally.standingCount(),
            planned.gone(),
            tally.leftOut(),
            Math.max(0, planned.videos() - tally.videos())),
        tally.codes(),
        planned.reasons(),
        tally.frames(),
        tally.framesLost(),
        tally.poses(),
        tally.failures(),
        Stream.concat(planned.standingFailures().stream(), tally.standing().stream()).toList(),
        planned.goneVideos(),
        planned.renamed(),
        planned.leftOutWith(tally.leftOut()),
        planned.warnings(),
        planned.options(),
        planned.limits(),
        versions,
        tally.done() + tally.partial() == 1 ? tally.output() : null);
  }

  /** The same with another exit code. */
  public RunSummary withExitCode(int code) {
    return new RunSummary(
        run,
        begun,
        ended,
        end,
        code,
        seconds,
        videos,
        codes,
        reasons,
        frames,
        framesLost,
        poses,
        failures,
        standingFailures,
        gone,
        renamed,
        leftOut,
        warnings,
        options,
        limits,
        versions,
        onlyOutput);
  }

  /** Videos among the inputs that are failed or partial, today's and those of earlier runs. */
  public long failing() {
    return videos.partial() + videos.failed() + videos.standing();
  }
}
