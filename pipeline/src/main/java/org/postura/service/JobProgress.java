package org.postura.service;

/**
 * How far a job has come.
 *
 * @param videos videos to process, −1 while they are being found
 * @param upToDate videos that were found and need nothing
 * @param videosEnded of {@code videos}, failed ones included
 * @param videosFailed of those, failed and partial ones
 * @param frames frames processed
 */
record JobProgress(long videos, long upToDate, long videosEnded, long videosFailed, long frames) {
  static final JobProgress NONE = new JobProgress(-1, 0, 0, 0, 0);
}
