package org.postura.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found out while planning a run.
 *
 * @param run the run's id
 * @param begun when it began, ISO 8601
 * @param videos videos to process
 * @param packets packets that they travel in
 * @param bytes size of the videos to process
 * @param estimatedSeconds how long they may take on one core
 * @param reasons how many are processed for which {@link Reason}
 * @param upToDate videos that need nothing; standing failures are not among them
 * @param standing failures of earlier runs that would end the same way again
 * @param standingFailures some of them, at most {@link Tally#MAX_NAMED}
 * @param gone videos of earlier runs that the same inputs no longer match, but for renamed ones
 * @param goneVideos some of them
 * @param renamed of those, the ones that are new elsewhere with the same size and time or version
 * @param leftOut files that are no videos by their names or, in an earlier run, by their content,
 *     by what they are, in the plural
 * @param warnings lines of the ledger that could not be read
 * @param options what decides about the records
 * @param limits what a video may cost
 */
public record Planned(
    String run,
    String begun,
    long videos,
    long packets,
    long bytes,
    long estimatedSeconds,
    Map<String, Long> reasons,
    long upToDate,
    long standing,
    List<Standing> standingFailures,
    long gone,
    List<String> goneVideos,
    List<Renamed> renamed,
    Map<String, Long> leftOut,
    List<String> warnings,
    String options,
    String limits) {

  /** Files that were looked at and left out. */
  static final String NO_VIDEO = "files of other kinds whose content is no video";

  /** A failure of an earlier run that would end the same way again. */
  public record Standing(String uri, String outcome, String code, String message, String since) {}

  /** A video that was found under another name. */
  public record Renamed(String from, String to) {}

  /** What is left out when so many more files have turned out to be no videos. */
  Map<String, Long> leftOutWith(long byContent) {
    Map<String, Long> all = new TreeMap<>(leftOut);
    if (byContent > 0) {
      all.merge(NO_VIDEO, byContent, Long::sum);
    }
    return all;
  }

  /** Videos that were found, whatever is to be done with them. */
  public long found() {
    return videos + upToDate + standing;
  }
}
