package org.postura.transforms;

import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.postura.blazepose.Device;
import org.postura.video.Isolation;

/**
 * Decodes videos, finds the poses in their frames and writes one landmark file for each.
 *
 * <pre>{@code
 * PCollection<LedgerEntry> ledger =
 *     segments.apply("Estimate poses", EstimatePoses.to(layout).withRun(run).withEstimation(estimation));
 * }</pre>
 *
 * <p>Decoding and inference are one DoFn, because frames are big and records small. The networks
 * are loaded once per worker process and shared by its threads. Every video gives exactly one
 * {@link LedgerEntry}; one that can't be processed is a row with a verdict, not an exception. A
 * file appears whole or not at all, and its marker after it: a retried task that finds the marker
 * gives the same row again and computes nothing. Faults of the output are thrown.
 *
 * <p>When the run is stopped, videos not begun or not finished give no row; the next run does them.
 */
public final class EstimatePoses
    extends PTransform<PCollection<VideoSegment>, PCollection<LedgerEntry>> {
  private final OutputLayout layout;
  private final String run;
  private final Estimation estimation;
  private final Device device;
  private final Isolation isolation;

  private EstimatePoses(
      OutputLayout layout, String run, Estimation estimation, Device device, Isolation isolation) {
    this.layout = layout;
    this.run = run;
    this.estimation = estimation;
    this.device = device;
    this.isolation = isolation;
  }

  /** Writes below {@code layout}'s root; run and estimation are still to be set. */
  public static EstimatePoses to(OutputLayout layout) {
    return new EstimatePoses(layout, null, null, Device.CPU, Isolation.NONE);
  }

  /** The run's id: it names the markers and stands in every row. */
  public EstimatePoses withRun(String id) {
    if (id.isBlank() || id.contains("/")) {
      throw new IllegalArgumentException("A run's id is a file name, was '%s'".formatted(id));
    }
    return new EstimatePoses(layout, id, estimation, device, isolation);
  }

  /** What decides about the records. */
  public EstimatePoses withEstimation(Estimation value) {
    return new EstimatePoses(layout, run, value, device, isolation);
  }

  /** Where the workers run the networks; the CPU if not set. */
  public EstimatePoses withDevice(Device value) {
    return new EstimatePoses(layout, run, estimation, value, isolation);
  }

  /** Where videos are decoded; the records do not depend on it. In this process if not set. */
  public EstimatePoses withIsolation(Isolation value) {
    return new EstimatePoses(layout, run, estimation, device, value);
  }

  @Override
  public PCollection<LedgerEntry> expand(PCollection<VideoSegment> segments) {
    if (run == null || estimation == null) {
      throw new IllegalStateException("EstimatePoses needs withRun and withEstimation");
    }
    return segments
        .apply(
            "Decode and estimate",
            ParDo.of(new EstimatePosesFn(layout, run, estimation, device, isolation)))
        .setCoder(SerializableCoder.of(LedgerEntry.class));
  }
}
