package org.postura.service;

import java.util.List;
import java.util.Map;

/** A job as its clients see it. */
record JobView(
    String id,
    Job.State state,
    String created,
    String started,
    String ended,
    List<String> input,
    String output,
    Map<String, String> options,
    JobProgress progress,
    String code,
    String message,
    List<VideoVerdict> verdicts) {

  static JobView of(Job job) {
    return view(job, job.request().input(), job.verdicts());
  }

  /** Without inputs and verdicts, for lists. */
  static JobView brief(Job job) {
    return view(job, null, null);
  }

  private static JobView view(Job job, List<String> input, List<VideoVerdict> verdicts) {
    return new JobView(
        job.id(),
        job.state(),
        job.created(),
        job.started(),
        job.ended(),
        input,
        job.request().output(),
        job.request().options(),
        job.progress(),
        job.code(),
        job.message(),
        verdicts);
  }
}
