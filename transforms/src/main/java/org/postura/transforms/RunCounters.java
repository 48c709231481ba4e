package org.postura.transforms;

import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * What Beam's metrics tell of a run, as far as its runner has them: attempted values, which count a
 * packet that was tried twice two times.
 *
 * @param frames frames processed
 * @param videosEnded videos that ended, failed and partial ones included
 * @param videosFailed of those, failed and partial ones
 * @param bytes their size
 */
public record RunCounters(long frames, long videosEnded, long videosFailed, long bytes) {
  static final String NAMESPACE = "postura";
  static final String FRAMES = "frames_done";
  static final String BYTES = "bytes_done";
  static final String DONE = "videos_done";
  static final String PARTIAL = "videos_partial";
  static final String FAILED = "videos_failed";

  /** Nothing yet. */
  public static final RunCounters NONE = new RunCounters(0, 0, 0, 0);

  /** Asks a running pipeline; {@link #NONE} where its runner can't say now. */
  public static RunCounters of(PipelineResult result) {
    MetricQueryResults metrics;
    try {
      metrics =
          result
              .metrics()
              .queryMetrics(
                  MetricsFilter.builder()
                      .addNameFilter(MetricNameFilter.inNamespace(NAMESPACE))
                      .build());
    } catch (RuntimeException e) { // Before the job runs, or when its cluster is down already.
      return NONE;
    }
    long frames = 0;
    long bytes = 0;
    long done = 0;
    long failed = 0;
    for (MetricResult<Long> counter : metrics.getCounters()) {
      long value = counter.getAttempted();
      switch (counter.getName().getName()) {
        case FRAMES -> frames += value;
        case BYTES -> bytes += value;
        case DONE -> done += value;
        case PARTIAL, FAILED -> failed += value;
        default -> {
          // Others are for dashboards.
        }
      }
    }
    return new RunCounters(frames, done + failed, failed, bytes);
  }

  /** What this JVM knows, or more. */
  public RunCounters orMore(WorkerProgress here) {
    return new RunCounters(
        Math.max(frames, here.frames()),
        Math.max(videosEnded, here.videosEnded()),
        Math.max(videosFailed, here.videosFailed()),
        Math.max(bytes, here.bytes()));
  }
}
