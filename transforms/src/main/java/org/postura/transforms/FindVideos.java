package org.postura.transforms;

import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Reads a run's {@link Plan} and spreads its videos over the workers.
 *
 * <p>The plan is a file, so that a retry sees the same list whatever happens to the inputs
 * meanwhile.
 */
public final class FindVideos extends PTransform<PBegin, PCollection<VideoSegment>> {
  private final String plan;

  private FindVideos(String plan) {
    this.plan = plan;
  }

  /** The videos that {@link Plan#write} has written down for {@code run}. */
  public static FindVideos ofPlan(OutputLayout layout, String run) {
    return new FindVideos(layout.plan(run));
  }

  @Override
  public PCollection<VideoSegment> expand(PBegin begin) {
    return begin
        .apply("Read the plan", TextIO.read().from(plan))
        .apply(
            "Take whole videos",
            MapElements.into(TypeDescriptor.of(VideoSegment.class))
                .via(line -> VideoSegment.whole(Json.parse(line, PlannedVideo.class))))
        .setCoder(SerializableCoder.of(VideoSegment.class))
        .apply("Spread over workers", Reshuffle.viaRandomKey());
  }
}
