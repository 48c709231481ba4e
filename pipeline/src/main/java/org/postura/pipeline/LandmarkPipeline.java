package org.postura.pipeline;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.postura.run.Planned;
import org.postura.transforms.EstimatePoses;
import org.postura.transforms.FindVideos;
import org.postura.transforms.WriteRows;

/** The pipeline: packets of the plan in, landmark files, ledger and dead letters out. */
final class LandmarkPipeline {
  private LandmarkPipeline() {}

  static Pipeline build(PipelineOptions options, Settings settings, String run, Planned plan) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Find videos", FindVideos.ofPlan(settings.layout(), run))
        .apply(
            "Estimate poses",
            EstimatePoses.to(settings.layout())
                .withRun(run)
                .withEstimation(settings.estimation())
                .withIsolation(settings.isolation())
                .withDevice(settings.device()))
        .apply("Write ledger", WriteRows.of(settings.layout(), run, plan.packets()));
    return pipeline;
  }
}
