package org.postura.pipeline;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.postura.transforms.EstimatePoses;
import org.postura.transforms.FindVideos;
import org.postura.transforms.LedgerEntry;
import org.postura.transforms.LedgerLines;
import org.postura.transforms.Outcome;

/** The pipeline: videos of the plan in, landmark files, ledger and dead letters out. */
final class LandmarkPipeline {
  private LandmarkPipeline() {}

  static Pipeline build(PipelineOptions options, Settings settings, String run) {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<LedgerEntry> entries =
        pipeline
            .apply("Find videos", FindVideos.ofPlan(settings.layout(), run))
            .apply(
                "Estimate poses",
                EstimatePoses.to(settings.layout())
                    .withRun(run)
                    .withEstimation(settings.estimation())
                    .withIsolation(settings.isolation())
                    .withDevice(settings.device()));
    entries
        .apply(
            "Ledger rows", MapElements.into(TypeDescriptors.strings()).via(LedgerLines::ledgerLine))
        .apply("Write the ledger", lines(settings.layout().ledger() + run));
    entries
        .apply("Failed or partial", Filter.by(entry -> entry.outcome() != Outcome.DONE))
        .apply(
            "Dead letters",
            MapElements.into(TypeDescriptors.strings()).via(LedgerLines::deadLetter))
        .apply("Write dead letters", lines(settings.layout().deadLetters() + run));
    return pipeline;
  }

  /**
   * The file PREFIX-00000-of-00001.jsonl, whole or not at all; an empty one if there is no line.
   * The rows are short, and with one shard the lines of all bundles meet before anything is
   * written: otherwise every bundle, on the DirectRunner every video, writes a file of its own
   * first.
   */
  private static TextIO.Write lines(String prefix) {
    return TextIO.write().to(prefix).withSuffix(".jsonl").withNumShards(1);
  }
}
