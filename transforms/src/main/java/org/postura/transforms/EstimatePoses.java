package org.postura.transforms;

import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.postura.blazepose.Device;
import org.postura.run.Estimation;
import org.postura.run.OutputLayout;
import org.postura.run.Packet;
import org.postura.video.Isolation;

/**
 * Decodes videos, finds the poses in their frames, writes one landmark file for each and commits
 * them, a packet at a time; gives the ids of the packets that are committed.
 *
 * <pre>{@code
 * PCollection<String> committed =
 *     packets.apply("Estimate poses", EstimatePoses.to(layout).withRun(run).withEstimation(estimation));
 * }</pre>
 *
 * <p>Decoding and inference are one DoFn, because frames are big and records small. The networks
 * are loaded once per worker process and shared by its threads. Every video of a packet gives
 * exactly one row in the packet's {@link org.postura.run.Commit}; one that can't be processed is a
 * row with a verdict, not an exception. A retried packet that finds its record computes nothing. Of
 * several attempts at once one wins. Faults of the output are thrown.
 *
 * <p>When the run is stopped, packets not begun or not finished give nothing; the next run does
 * them.
 */
public final class EstimatePoses extends PTransform<PCollection<Packet>, PCollection<String>> {
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

  /** The run's id, by which its files are known. */
  public EstimatePoses withRun(String id) {
    return new EstimatePoses(layout, OutputLayout.checkedRun(id), estimation, device, isolation);
  }

  /**
   * What decides about the records.
   *
   * @throws IllegalArgumentException if the pose options don't go together
   */
  public EstimatePoses withEstimation(Estimation value) {
    value.poses().check();
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
  public PCollection<String> expand(PCollection<Packet> packets) {
    if (run == null || estimation == null) {
      throw new IllegalStateException("EstimatePoses needs withRun and withEstimation");
    }
    return packets
        .apply(
            "Decode and estimate",
            ParDo.of(new EstimatePosesFn(layout, run, estimation, device, isolation)))
        .setCoder(StringUtf8Coder.of());
  }
}
